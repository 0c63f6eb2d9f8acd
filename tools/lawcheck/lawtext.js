// Files of 法令標準XML -> what Lawtext makes of each in a folder: NAME.law.txt, NAME.back.xml, NAME.analysis.json.
// One process for all of them. usage: node lawtext.js FOLDER FILE.xml…      A file that fails has its reason in NAME.error.txt.
const fs = require("fs"), os = require("os"), path = require("path");

const home = process.env.LAWCHECK_HOME || path.join(os.homedir(), ".cache/lawcheck");
const { run } = require(path.join(home, "node_modules/lawtext"));

async function judge(folder, file) {
  const stem = path.join(folder, path.basename(file, ".xml"));
  try {
    const there = await run({ input: { xml: fs.readFileSync(file, "utf-8") }, outtypes: ["lawtext"] });
    fs.writeFileSync(`${stem}.law.txt`, there.lawtext);
    const told = [];
    const usual = console.error;
    console.error = (...words) => told.push(words.map(String).join(" "));
    const back = await run({ input: { lawtext: there.lawtext }, outtypes: ["xml"] }).finally(() => { console.error = usual; });
    if (told.length) throw new Error(told.join("\n"));
    fs.writeFileSync(`${stem}.back.xml`, back.xml);
    const { analysis } = await run({ input: { xml: fs.readFileSync(file, "utf-8") }, outtypes: [], analyze: true });
    fs.writeFileSync(`${stem}.analysis.json`, JSON.stringify({
      pointerRangesList: analysis.pointerRangesList.map((each) => each.json(true, true)),
      declarations: analysis.declarations.values().map((each) => each.json(true, true)),
    }));
  } catch (error) {
    fs.writeFileSync(`${stem}.error.txt`, String(error && error.stack || error));
  }
}

(async () => {
  const [folder, ...files] = process.argv.slice(2);
  for (const file of files) await judge(folder, file);
})();
