// Reads every Bicep file, parameter file and workflow of the repository given, and writes one JSON model to standard output.
import fs from "node:fs";
import path from "node:path";
import yaml from "yaml";
import { parser, readFile, readValues } from "./bicep.mjs";

const root = path.resolve(process.argv[2] ?? ".");

function files(folder, endings) {
  const full = path.join(root, folder);
  return !fs.existsSync(full) ? [] : fs.readdirSync(full, { recursive: true })
    .map(name => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter(name => endings.some(ending => name.endsWith(ending))).sort();
}

const textOf = name => fs.readFileSync(path.join(root, name), "utf8");
const each = (names, read) => Object.fromEntries(names.map(name => [name, read(textOf(name))]));

// The words after "uses:", with the comment behind them, which says the version that the digits stand for.
function readWorkflow(text) {
  const document = yaml.parseDocument(text);
  const uses = [...text.matchAll(/^\s*(?:-\s+)?uses:\s*(\S+)(?:\s*#\s*(.*))?$/gm)].map(([, action, comment]) => ({ action, comment: comment ?? null }));
  return { errors: document.errors.map(error => error.message), content: document.toJS(), uses };
}

const bicep = await parser();
process.stdout.write(JSON.stringify({
  bicep: each(files("infra", [".bicep"]), text => readFile(bicep, text)),
  parameters: each(files("infra", [".bicepparam"]), text => readValues(bicep, text)),
  workflows: each(files(".github/workflows", [".yml", ".yaml"]), readWorkflow),
}));
