// The way in of an office's server: the password is sent once, and nothing of it is kept.
const form = document.querySelector("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch("/login", {method: "POST", headers: {"x-renkei": "1"}, body: form.querySelector("input").value});
  if (answer.redirected || answer.ok) location.href = "/";
  else form.querySelector("[role=alert]").textContent = await answer.text();
});
