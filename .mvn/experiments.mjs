// Makes the pages of docs/experiments from the JSON files beside them: node .mvn/experiments.mjs
// With --check it writes nothing, and fails where a page is not what the JSON says, where a command names a test or a
// script that is not in the tree, or where a link in a document leads nowhere.
//
// index.json: the introduction, and the topics in their order. TOPIC.json: what was measured about one topic.
// All fields are needed unless they are said to be optional below; one that is not named here is an error.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const COMMAND = "node .mvn/experiments.mjs";
const NOT_NOTED = "not noted";

const text = (value) => (typeof value === "string" && value.trim() !== "" ? "" : "must be a text");
const unitOrNone = (value) => (typeof value === "string" ? "" : "must be a text, empty for a bare number");
const number = (value) => (Number.isFinite(value) ? "" : "must be a number");
const slug = (value) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? "" : "must be of lower-case letters, digits and hyphens";
const commit = (value) =>
  /^([0-9a-f]{7,40}|not noted)\b/.test(value) ? "" : `must begin with a commit or with "${NOT_NOTED}"`;
const date = (value) =>
  value === NOT_NOTED || /^\d{4}-\d\d-\d\d$/.test(value) ? "" : `must be YYYY-MM-DD or "${NOT_NOTED}"`;
const texts = (value) =>
  Array.isArray(value) && value.every((one) => text(one) === "") ? "" : "must be a list of texts";
const some = (value) => (value.length > 0 ? texts(value) : "must have at least one entry");
const columns = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? "" : "must be a list of texts";
const isRow = (row, width) =>
  Array.isArray(row) && row.length === width && row.every((cell) => ["number", "string"].includes(typeof cell));
const rows = (value, table) =>
  Array.isArray(value) && value.every((row) => isRow(row, table.columns?.length))
    ? ""
    : "must be a list of rows of numbers and texts, each with as many cells as there are columns";
const each = (fields) => (value) =>
  Array.isArray(value) ? value.flatMap((one) => faults(one, fields)) : "must be a list";
const optional = (check) => Object.assign((value, whole) => check(value, whole), { optional: true });

/** A number, its unit, and where they are known: out of how many, from where to where, compared with what. */
const FIGURE = {
  name: text,
  value: number,
  unit: unitOrNone,
  of: optional(number),
  low: optional((value, figure) => number(value) || number(figure.high)),
  high: optional((value, figure) => number(value) || number(figure.low)),
  against: optional(text), // what a ratio is to
  headline: optional(text), // what it is called in the index, where it is to stand there
};
/** For what has two dimensions. Cells are numbers or texts. */
const TABLE = { title: text, columns, rows };
const EXPERIMENT = {
  id: slug, // stays as it is: others link to it
  question: text, // one plain sentence
  command: some, // its lines, from the top of the tree
  expectation: text, // the bound, or what would be a failure
  figures: each(FIGURE),
  tables: optional(each(TABLE)),
  printed: optional(some), // where the very words matter
  machine: text,
  commit,
  date,
  notes: texts, // also what did not work
};
const TOPIC = { topic: slug, title: text, summary: text, experiments: each(EXPERIMENT) };
const INDEX = { title: text, introduction: text, reading: some, topics: some };

/** What is wrong with a value, one line each. */
function faults(value, fields) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return ["must be an object"];
  const name = value.id ?? value.name ?? value.title ?? "";
  const at = (field, fault) => `${name && `"${name}": `}${field} ${fault}`;
  return [
    ...Object.keys(value)
      .filter((field) => !(field in fields))
      .map((field) => at(field, "is not a field")),
    ...Object.entries(fields).flatMap(([field, check]) => {
      if (!(field in value)) return check.optional ? [] : [at(field, "is missing")];
      return [check(value[field], value)]
        .flat()
        .filter(Boolean)
        .map((fault) => at(field, fault));
    }),
  ];
}

/** Reads index and topics; throws what is wrong with them, file by file. */
function read(folder) {
  const wrong = [];
  const parse = (file, fields) => {
    try {
      const value = JSON.parse(readFileSync(join(folder, file), "utf8"));
      wrong.push(...faults(value, fields).map((fault) => `${file}: ${fault}`));
      return value;
    } catch (error) {
      wrong.push(`${file}: ${error.message}`);
      return {};
    }
  };
  const index = parse("index.json", INDEX);
  const names = readdirSync(folder).filter((file) => file.endsWith(".json") && file !== "index.json");
  const listed = index.topics ?? [];
  wrong.push(
    ...names.filter((file) => !listed.includes(file.slice(0, -5))).map((file) => `${file}: is not in index.json`),
  );
  const topics = listed.map((topic) => ({ ...parse(`${topic}.json`, TOPIC), file: `${topic}.json` }));
  const seen = new Set();
  for (const { file, topic, experiments } of wrong.length > 0 ? [] : topics) {
    if (file !== `${topic}.json`) wrong.push(`${file}: topic must be the name of the file`);
    if (!experiments.some(({ figures }) => figures.some((one) => one.headline)))
      wrong.push(`${file}: no figure has a headline for the index`);
    for (const { id } of experiments) {
      if (seen.has(id)) wrong.push(`${file}: "${id}" is there twice`);
      seen.add(id);
    }
  }
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return { index, topics };
}

const plain = (value) => (typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 9 }) : value);
const unit = (figure) => (figure.unit === "" ? "" : ` ${figure.unit}`);

/** A figure as it is read: "31 of 33 pictures", "87.5 % (81 to 92)", "0.8 times that of faiss". */
function shown(figure) {
  const out = figure.of === undefined ? "" : ` of ${plain(figure.of)}`;
  const range = figure.low === undefined ? "" : ` (${plain(figure.low)} to ${plain(figure.high)})`;
  const against = figure.against === undefined ? "" : ` ${figure.against}`;
  return `${plain(figure.value)}${out}${unit(figure)}${range}${against}`;
}

const row = (cells) => `| ${cells.map((cell) => String(plain(cell)).replaceAll("|", "\\|")).join(" | ")} |`;
const grid = (columns, lines) => [row(columns), `|${columns.map(() => "---|").join("")}`, ...lines.map(row)];

function section(experiment) {
  return [
    `## <a id="${experiment.id}"></a>${experiment.question}`,
    "```sh",
    ...experiment.command,
    "```",
    "",
    ...grid(
      ["figure", "value"],
      [
        ...experiment.figures.map((figure) => [figure.name, figure.headline ? `**${shown(figure)}**` : shown(figure)]),
        ["*expected*", experiment.expectation],
        ["*machine*", experiment.machine],
        ["*commit*", experiment.date === NOT_NOTED ? experiment.commit : `${experiment.commit}; ${experiment.date}`],
      ],
    ),
    "",
    ...(experiment.tables ?? []).flatMap((table) => [`${table.title}:`, "", ...grid(table.columns, table.rows), ""]),
    ...(experiment.printed ? ["```", ...experiment.printed, "```", ""] : []),
    ...(experiment.notes.length > 0 ? [...experiment.notes.map((note) => `- ${note}`), ""] : []),
  ];
}

const made = (from) => `<!-- Made from ${from} by ${COMMAND}: change that, not this. -->`;

/** The pages by their file names. */
function pages({ index, topics }) {
  const headlines = ({ experiments }) =>
    experiments
      .flatMap(({ figures }) => figures.filter((one) => one.headline))
      .map((one) => `${one.headline}: ${shown(one)}`);
  const all = {
    "README.md": [
      made("index.json and the files beside it"),
      "",
      `# ${index.title}`,
      "",
      index.introduction,
      "",
      ...index.reading.map((line) => `- ${line}`),
      "",
      ...grid(
        ["topic", "in short"],
        topics.map((topic) => [`[${topic.title}](${topic.topic}.md)`, headlines(topic).join("; ")]),
      ),
    ],
  };
  for (const topic of topics) {
    const lines = [made(topic.file), "", `# ${topic.title}`, "", topic.summary, ""];
    all[`${topic.topic}.md`] = [...lines, ...topic.experiments.flatMap(section)].slice(0, -1);
  }
  return Object.fromEntries(Object.entries(all).map(([file, lines]) => [file, lines.join("\n") + "\n"]));
}

const PASSED_OVER = /^(node_modules|target|data|shared|\..*)$/;

/** All files below a folder that are part of the project, relative to it. */
function filesBelow(root, folder = root) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name === ".mvn" || !PASSED_OVER.test(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(root, path) : [relative(root, path)];
    });
}

/** Commands that name a test class or a file that is not in the tree. */
function goneFromTree(topics, files) {
  const names = new Set(files.map((file) => file.split("/").at(-1)));
  return topics.flatMap(({ file, experiments }) =>
    experiments.flatMap(({ id, command }) => {
      const lines = command.join("\n");
      const tests = [...lines.matchAll(/-Dtest='?([\w,*#]+)/g)].flatMap((match) => match[1].split(","));
      const paths = [
        ...lines.matchAll(
          /(?<![\w./-])(?:vectors|base|catalog|ads|inbox|http|indexer|search-api|mobile-upload)\/[\w./-]+\.(?:sh|py|mjs)/g,
        ),
      ];
      return [
        ...tests
          .map((test) => test.replace(/#.*/, ""))
          .filter((test) => !test.includes("*") && !names.has(`${test}.java`)),
        ...paths.map((match) => match[0]).filter((path) => !files.includes(path)),
      ].map((gone) => `${file}: "${id}": there is no ${gone}`);
    }),
  );
}

/** The names by which parts of a page are linked to: anchors, and headings as GitHub makes names of them. */
function anchors(page) {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]
      .replace(/<[^>]*>/g, "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...headings, ...[...page.matchAll(/<a id="([^"]+)"/g)].map((match) => match[1])]);
}

/** Links of the documents, and mentions of documents in sources, that lead nowhere. */
function deadLinks(root, files) {
  const wrong = [];
  for (const file of files.filter((one) => one.endsWith(".md"))) {
    const page = readFileSync(join(root, file), "utf8").replace(/^```.*?^```/gms, "");
    for (const [, link] of page.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path, anchor] = link.split("#");
      const target = path === "" ? join(root, file) : resolve(root, dirname(file), path);
      const there =
        existsSync(target) && (!anchor || !target.endsWith(".md") || anchors(readFileSync(target, "utf8")).has(anchor));
      if (!there) wrong.push(`${file}: ${link} leads nowhere`);
    }
  }
  for (const file of files.filter((one) => /\.(java|tsx?|mjs|py|sh)$/.test(one))) {
    for (const [mention] of readFileSync(join(root, file), "utf8").matchAll(/\bdocs\/[\w/.-]+\.(?:md|json)\b/g)) {
      if (!existsSync(join(root, mention))) wrong.push(`${file}: ${mention} is not there`);
    }
  }
  return wrong;
}

function main(root, check) {
  const folder = join(root, "docs", "experiments");
  const experiments = read(folder);
  const made = pages(experiments);
  const files = filesBelow(root);
  const wrong = goneFromTree(experiments.topics, files);
  const extra = readdirSync(folder).filter((file) => file.endsWith(".md") && !(file in made));
  wrong.push(...extra.map((file) => `${file}: no JSON file says this page`));
  for (const [file, page] of Object.entries(made)) {
    const path = join(folder, file);
    if ((existsSync(path) ? readFileSync(path, "utf8") : "") === page) continue;
    if (check) wrong.push(`${file}: is not what the JSON says; make it again: ${COMMAND}`);
    else writeFileSync(path, page);
  }
  wrong.push(...deadLinks(root, files));
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

// Tests name another root than the tree this lies in.
const [root = join(dirname(fileURLToPath(import.meta.url)), "..")] = process.argv
  .slice(2)
  .filter((one) => one !== "--check");
try {
  main(resolve(root), process.argv.includes("--check"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
