// Reads the sitemaps of a folder, an index where the name says so, with the parser and the rules of the package
// `sitemap`, and prints the first complaint about each as JSON: {file: message}.
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";

import { ErrorLevel, validateSMIOptions, XMLToSitemapIndexStream, XMLToSitemapItemStream } from "sitemap";

async function read(path, Parser, check) {
  const items = createReadStream(path).pipe(new Parser({ level: ErrorLevel.THROW, logger: false }));
  for await (const item of items) check(item);
}

const folder = process.argv[2];
const found = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".xml"))) {
  const isIndex = file.includes("index");
  try {
    if (isIndex) await read(join(folder, file), XMLToSitemapIndexStream, () => {});
    else await read(join(folder, file), XMLToSitemapItemStream, (item) => validateSMIOptions(item, ErrorLevel.THROW));
  } catch (error) {
    found[file] = error.message;
  }
}
console.log(JSON.stringify(found));
