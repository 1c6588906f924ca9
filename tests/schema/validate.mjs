// Validates results and scenarios against the published JSON Schemas.
// node validate.mjs PROGRAM ROOT: runs every shipped scenario briefly and checks what it writes; checks that the generated schema is the one that is committed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';

const [program, root] = process.argv.slice(2);
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const run = (...words) => execFileSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });

let failed = 0;
const expect = (what, fine, detail = '') => {
  if (!fine) {
    failed++;
    console.error(`${what}: ${detail}`);
  }
};

const ajv = new Ajv({ allErrors: false, strict: false, validateFormats: false });
const ofResult = ajv.compile(readJson('schema/result.schema.json'));
const ofScenario = ajv.compile(readJson('schema/scenario.schema.json'));

expect('schema/scenario.schema.json', run('schema') === readFileSync(join(root, 'schema/scenario.schema.json'), 'utf8'), 'is not what `edgecare schema` writes now');

for (const name of readdirSync(join(root, 'scenarios')).filter((file) => file.endsWith('.json'))) {
  const path = `scenarios/${name}`;
  expect(path, ofScenario(readJson(path)), ajv.errorsText(ofScenario.errors));
  for (const coupling of ['both', 'independent', 'shared']) {
    const result = JSON.parse(run('run', path, '--worlds', '60', '--histories', '2', '--quiet', '--set', `/reporting/coupling=${coupling}`, '--json', '-'));
    expect(`result of ${path}, ${coupling}`, ofResult(result), ajv.errorsText(ofResult.errors));
  }
}

const typical = 'scenarios/typical-edge-of-care.json';
const price = '/contracts/per_day_saved/terms/edge_of_care/price_gbp';
const size = ['--worlds', '50', '--histories', '2', '--quiet', '--json', '-'];
const others = {
  comparison: ['compare', 'scenarios/designs.json', '--by', 'investor_irr_per_year', ...size],
  solution: ['solve', typical, '--vary', price, '--until', 'mean(commissioner_net_gbp) >= 0', ...size],
  zone: ['solve', typical, '--zone', '--vary', `${price}=10..90:3`, '--vary', '/contracts/per_day_saved/limit_gbp=200000..3000000:2',
    '--limit', 'council: mean(commissioner_net_gbp) >= 0', ...size],
  gaming: ['gaming', typical, ...size],
  'portfolio-result': ['portfolio', 'scenarios/portfolios/norfolk-suffolk-pfp.json', ...size],
};
for (const [name, words] of Object.entries(others)) {
  const schema = ajv.compile(readJson(`schema/${name}.schema.json`));
  expect(`edgecare ${words[0]} --json`, schema(JSON.parse(run(...words))), ajv.errorsText(schema.errors));
}

const folder = mkdtempSync(join(tmpdir(), 'edgecare-'));
run('run', typical, '--worlds', '3', '--quiet', '--draws', join(folder, 'draws.csv'));
const beside = ajv.compile(readJson('schema/draws-columns.schema.json'));
expect('what stands beside draws', beside(JSON.parse(readFileSync(join(folder, 'draws.csv.columns.json'), 'utf8'))), ajv.errorsText(beside.errors));
rmSync(folder, { recursive: true });

const broken = readJson('scenarios/typical-edge-of-care.json');
broken.people.prior_care_share = 'many';
expect('a scenario with a word for a share', !ofScenario(broken), 'passes the schema');
process.exit(failed === 0 ? 0 : 1);
