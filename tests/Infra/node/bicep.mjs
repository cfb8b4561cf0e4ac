// A Bicep file as a plain object: what it declares, what it asks of others, and every name that it uses.
import { createRequire } from "node:module";
import path from "node:path";
import { Language, Parser } from "web-tree-sitter";

const declarations = {
  parameter_declaration: "params", variable_declaration: "variables", resource_declaration: "resources", module_declaration: "modules", output_declaration: "outputs",
};

export async function parser() {
  await Parser.init();
  const folder = path.dirname(createRequire(import.meta.url).resolve("tree-sitter-bicep/package.json"));
  const made = new Parser();
  made.setLanguage(await Language.load(path.join(folder, "tree-sitter-bicep.wasm")));
  return made;
}

export function readFile(bicep, text) {
  const tree = bicep.parse(text).rootNode;
  const file = {
    lines: text.split("\n").length, errors: errorsOf(tree), params: [], variables: [], resources: [], modules: [], outputs: [], ...usesOf(tree),
    outputsAsked: [...new Set([...text.matchAll(/\b(\w+)!?\.outputs\.(\w+)/g)].map(([, module, output]) => `${module}.${output}`))],
  };
  let decorators = [];
  for (const node of tree.namedChildren) {
    if (node.type === "decorators") {
      decorators = node.namedChildren;
    } else if (node.type !== "comment") {
      if (declarations[node.type]) file[declarations[node.type]].push(readDeclaration(node, decorators));
      decorators = [];
    }
  }

  return file;
}

// A parameter file is a list of values. The grammar knows no such files, so each value is read as a variable.
export function readValues(bicep, text) {
  const using = /^using '(.*)'$/m.exec(text)?.[1] ?? null;
  const tree = bicep.parse(text.replace(/^using .*$/m, "").replace(/^param /gm, "var ")).rootNode;
  return { using, errors: errorsOf(tree), values: tree.namedChildren.filter(node => node.type === "variable_declaration").map(node => readDeclaration(node, [])) };
}

function readDeclaration(node, decorators) {
  const [name, ...rest] = node.namedChildren;
  const body = node.type === "parameter_declaration" || node.type === "output_declaration" ? rest.slice(1) : rest;
  const named = node.type === "resource_declaration" || node.type === "module_declaration" ? body.shift().text.slice(1, -1) : null;
  const object = objectOf(body.at(-1));
  return {
    name: name.text,
    of: named,
    line: node.startPosition.row + 1,
    description: decoration(decorators, "description"),
    decorators: decorators.map(each => each.text.slice(1).split("(")[0]),
    isExisting: node.type === "resource_declaration" && /^resource \w+ '[^']*' existing\b/.test(node.text),
    hasValue: body.length > 0,
    text: body.map(each => each.text).join(" "),
    keys: object ? keysOf(object) : [],
    passed: object ? keysOf(objectOf(valueOf(object, "params"))) : [],
  };
}

const decoration = (decorators, name) => decorators.map(each => new RegExp(`^@${name}\\('(.*)'\\)$`, "s").exec(each.text)?.[1]).find(found => found !== undefined) ?? null;

// The object that a declaration ends in, behind its condition or loop.
const objectOf = node => !node || node.type === "object" ? node : ["for_statement", "if_statement"].includes(node.type) ? objectOf(node.namedChildren.at(-1)) : null;

const properties = object => object.namedChildren.filter(node => node.type === "object_property");
const keyOf = property => property.namedChild(0).text.replace(/^'|'$/g, "");
const keysOf = object => object ? properties(object).map(keyOf) : [];
const valueOf = (object, key) => properties(object).find(property => keyOf(property) === key)?.namedChildren.at(-1) ?? null;

function errorsOf(tree) {
  const found = [];
  const walk = node => {
    if (node.isError || node.isMissing) found.push(`line ${node.startPosition.row + 1}: ${node.isMissing ? `${node.type} is missing` : node.text.slice(0, 80)}`);
    else if (node.hasError) node.children.forEach(walk);
  };
  walk(tree);
  return found;
}

// Names used in expressions, names that a lambda or a loop makes, files loaded.
function usesOf(tree) {
  const [used, made, loads] = [new Set(), new Set(), new Set()];
  const walk = (node, parent) => {
    if (node.type === "lambda_expression") made.add(node.namedChild(0).text);
    else if (node.type === "loop_variable" || node.type === "loop_enumerator") made.add(node.text);
    else if (node.type === "identifier" && isUse(node, parent)) used.add(node.text);
    else if (node.type === "for_statement" && node.namedChild(0).type === "identifier") made.add(node.namedChild(0).text);
    else if (node.type === "call_expression" && /^load\w+Content$/.test(node.namedChild(0).text)) loads.add(node.namedChild(1).text.slice(2, -2));
    node.namedChildren.forEach(child => walk(child, node));
  };
  walk(tree, null);
  return { used: [...used], made: [...made], loads: [...loads] };
}

function isUse(node, parent) {
  const isFirst = parent.namedChild(0).id === node.id;
  if (parent.type === "call_expression" || parent.type === "lambda_expression" || parent.type === "object_property" || parent.type in declarations) return !isFirst;
  return parent.type !== "type" && parent.type !== "decorator";
}
