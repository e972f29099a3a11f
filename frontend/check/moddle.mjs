// Parses BPMN and DMN files with bpmn.io's own readers and prints what they warn about, as JSON:
//   node check/moddle.mjs a.bpmn b.dmn  →  [{"file": "a.bpmn", "warnings": [{"message", "element"}]}, …]
// Exit code 1 when there is a warning, or a file cannot be read at all.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';

const load = createRequire(import.meta.url);
const extensions = {
  zeebe: load('zeebe-bpmn-moddle/resources/zeebe.json'),
  cauce: load('./cauce-moddle.json'),
};

/** Reads one file; gives its warnings, the failure to read it among them. */
async function warningsOf(file) {
  const moddle = file.endsWith('.dmn') ? new DmnModdle() : new BpmnModdle(extensions);
  const text = await readFile(file, 'utf8');
  try {
    return (await moddle.fromXML(text)).warnings.filter(matters).map(described);
  } catch (error) {
    const before = (error.warnings ?? []).filter(matters).map(described);
    return [...before, { message: error.message, element: null }];
  }
}

// A deadline's attributes are the inputs of its decision: any name without a prefix is right there,
// and moddle's descriptors cannot say "any attribute".
function matters({ element, property }) {
  return !(element?.$type === 'cauce:Deadline' && property && !property.includes(':'));
}

function described({ message, element, property, value }) {
  const reference = property ? ` (${property} = ${value})` : '';
  return { message: message.trim() + reference, element: element?.id ?? null };
}

const files = process.argv.slice(2);
const report = [];
for (const file of files) {
  report.push({ file, warnings: await warningsOf(file) });
}
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.some(({ warnings }) => warnings.length) ? 1 : 0;
