// Changes of the folder -> all windows of the browser by one link: a browser has six links to a server, and windows are many.
const ports = new Set();
let last = null;

function tellAll(words) { for (const port of ports) port.postMessage(words); }

function hear() {
  const source = new EventSource("/events");
  source.onmessage = (event) => { last = {version: JSON.parse(event.data).version}; tellAll(last); };
  source.onerror = () => {
    last = {gone: true};
    tellAll(last);
    if (source.readyState === EventSource.CLOSED) setTimeout(hear, 2000);
  };
}

addEventListener("connect", (event) => {
  const [port] = event.ports;
  ports.add(port);
  if (last) port.postMessage(last);
});
hear();
