/** Rules about the applied policy and what is reported under it. */

import { msg } from '../../message.js';
import { isNear } from '../../nearest.js';
import { isHostName, isMxPattern } from '../../report/host.js';
import { jsonInner, stringText } from '../../report/jsonString.js';
import type { ReportEntry, ReportModel } from '../../report/model.js';
import { plainly, shortened } from '../../report/nearMiss.js';
import { mxCovers, policyLine, readStsPolicy, readTlsa } from '../../report/policy.js';
import { policyTypes, resultTypes } from '../../report/schema.js';
import {
  encodedArray,
  isString,
  type SourcedString,
  spanAt,
  stringsAt,
  textAt,
  wordAt,
} from '../../report/values.js';
import { excerpt } from '../../report/visible.js';
import type { Finding } from '../finding.js';
import type { ReportFixData } from './data.js';
import { isPlaceholder } from './placeholder.js';
import { at } from './structure.js';
import { mendedName } from './values.js';

type Findings = Iterable<Finding<ReportFixData>>;

/** Words that are seen in the place of registered ones. */
const policySynonyms: Readonly<Record<string, string>> = {
  mtasts: 'sts',
  stsv1: 'sts',
  dane: 'tlsa',
  danetlsa: 'tlsa',
  none: 'no-policy-found',
  nopolicy: 'no-policy-found',
};
const resultSynonyms: Readonly<Record<string, string>> = {
  expiredcertificate: 'certificate-expired',
  starttlsnotoffered: 'starttls-not-supported',
  untrustedcertificate: 'certificate-not-trusted',
  certificatenamemismatch: 'certificate-host-mismatch',
  stsinvalid: 'sts-policy-invalid',
  webpkiinvalid: 'sts-webpki-invalid',
  nostarttls: 'starttls-not-supported',
  validationfailed: 'validation-failure',
  validationerror: 'validation-failure',
  stspolicyfetchfailed: 'sts-policy-fetch-error',
  stspolicyfetchfailure: 'sts-policy-fetch-error',
};

export function* unknownPolicyType(model: ReportModel): Findings {
  for (const { policy } of model.entries) {
    const type = textAt(model, policy, 'policy-type');
    if (type === undefined || !isString(policy!, 'policy-type')) continue;
    if (policyTypes.has(type.text) || isPlaceholder(type.text)) continue;
    const meant = guess(type.text, [...policyTypes.keys()], policySynonyms, 1);
    yield {
      rule: 'report/unknown-policy-type',
      ...type.span,
      message:
        meant === undefined
          ? msg('"{0}" is no policy type: tlsa, sts or no-policy-found.', excerpt(type.text))
          : msg('"{0}" is no policy type. Did you mean "{1}"?', excerpt(type.text), meant),
      ...(meant === undefined ? {} : { data: { kind: 'replace', text: meant } }),
    };
  }
}

export function* unknownResultType(model: ReportModel): Findings {
  for (const detail of model.entries.flatMap((entry) => entry.details)) {
    const type = wordAt(model, detail, 'result-type');
    if (type === undefined || !isString(detail, 'result-type')) continue;
    if (resultTypes.has(type) || isPlaceholder(type)) continue;
    const meant = guess(type, [...resultTypes.keys()], resultSynonyms, 2);
    yield {
      rule: 'report/unknown-result-type',
      ...spanAt(detail, 'result-type'),
      message:
        meant === undefined
          ? msg('"{0}" is none of the registered result types (RFC 8460 section 4.3).', excerpt(type))
          : msg('"{0}" is no registered result type. Did you mean "{1}"?', excerpt(type), meant),
      ...(meant === undefined ? {} : { data: { kind: 'replace', text: meant } }),
    };
  }
}

function guess(
  word: string,
  known: readonly string[],
  synonyms: Readonly<Record<string, string>>,
  distance: number,
): string | undefined {
  const plain = plainly(word);
  if (Object.hasOwn(synonyms, plain)) return synonyms[plain];
  return (
    known.find((name) => plainly(name) === plain) ??
    known.find((name) => isNear(plainly(name), plain, distance)) ??
    shortened(word, known)
  );
}

export function* badPolicyString(model: ReportModel): Findings {
  for (const entry of model.entries) {
    const type = wordAt(model, entry.policy, 'policy-type');
    const slot = entry.policy?.slots.get('policy-string');
    const lines = stringsAt(model, entry.policy, 'policy-string');
    if (slot?.value === undefined || lines.length === 0) continue;
    const key = at(slot.member?.key ?? slot.value);
    const bad = (
      span: Finding['message'],
      place: { start: number; end: number },
    ): Finding<ReportFixData> => ({
      rule: 'report/bad-policy-string',
      ...at(place),
      message: span,
    });
    if (type === 'no-policy-found') {
      if (lines.every((line) => line.text === '')) continue;
      yield bad(msg('The policy type says that there is no policy, and here is one.'), key);
    } else if (type === 'sts' && lines.every((line) => readTlsa(line.text) !== undefined)) {
      yield bad(msg('These are TLSA records, and the policy type is sts.'), key);
    } else if (type === 'tlsa' && lines.every((line) => isStsLine(line.text))) {
      yield bad(msg('This is an MTA-STS policy, and the policy type is tlsa.'), key);
    } else if (type === 'sts') {
      const isPartial =
        slot.value.kind === 'array' &&
        (slot.value.damaged || slot.value.items.some((item) => item.kind !== 'string'));
      yield* stsLines(lines, bad, key, isPartial);
    } else if (type === 'tlsa') {
      for (const line of lines) {
        if (readTlsa(line.text) !== undefined || isPlaceholder(line.text)) continue;
        yield bad(
          msg(
            '"{0}" is no TLSA record: usage, selector, matching type and hexadecimal data.',
            excerpt(line.text),
          ),
          line.span,
        );
      }
    }
  }
}

function isStsLine(line: string): boolean {
  return /^(?:version|mode|mx|max_age)$/.test(policyLine(line)?.key ?? '');
}

/** Whether more follows the value of a line, as where a policy stands on one: none of these has such characters. */
function isLongLine({ key, value }: { readonly key: string; readonly value: string }): boolean {
  return /^(?:version|mode|mx|max_age)$/.test(key) && /[;,]/.test(value);
}

function* stsLines(
  lines: readonly SourcedString[],
  bad: (message: Finding['message'], place: { start: number; end: number }) => Finding<ReportFixData>,
  key: { start: number; end: number },
  isPartial: boolean,
): Findings {
  let readable = true;
  for (const { text, span } of lines.filter((item) => !isPlaceholder(item.text))) {
    const line = policyLine(text);
    if (line === undefined || isLongLine(line)) {
      readable = false;
      yield bad(msg('"{0}" is no "key: value" line of an MTA-STS policy.', excerpt(text)), span);
    } else if (line.key === 'version' && line.value !== 'STSv1') {
      yield bad(msg('The version of an MTA-STS policy is STSv1, not "{0}".', excerpt(line.value)), span);
    } else if (line.key === 'mode' && !/^(?:enforce|testing|none)$/.test(line.value)) {
      yield bad(msg('"{0}" is no mode: enforce, testing or none.', excerpt(line.value)), span);
    } else if (line.key === 'max_age' && !/^\d{1,10}$/.test(line.value)) {
      yield bad(msg('"{0}" is no max_age: a number of seconds.', excerpt(line.value)), span);
    }
  }
  const policy = readStsPolicy(lines.map((line) => line.text));
  const keys = new Set(lines.map((line) => policyLine(line.text)?.key));
  const missing = ['version', 'mode', 'max_age', ...(policy.mode === 'none' ? [] : ['mx'])].filter(
    (name) => !keys.has(name),
  );
  if (readable && !isPartial && missing.length > 0) {
    yield bad(msg('This MTA-STS policy has no line for: {0}.', missing.join(', ')), key);
  }
}

export function* policyStringEncoded(model: ReportModel): Findings {
  for (const { policy } of model.entries) {
    const value = policy?.slots.get('policy-string')?.value;
    if (value === undefined) continue;
    const items = value.kind === 'array' ? value.items : [value];
    for (const item of items) {
      if (item.kind !== 'string') continue;
      const lines = encodedArray(stringText(model.text, item));
      if (lines === undefined) continue;
      const list = lines.map((line) => `"${jsonInner(line)}"`).join(', ');
      const data: ReportFixData | undefined =
        value.kind === 'string'
          ? { kind: 'replace', text: `[${list}]` }
          : lines.length > 0 || items.length === 1
            ? { kind: 'replace', text: list }
            : undefined;
      yield {
        rule: 'report/policy-string-encoded',
        ...at(item),
        message: msg('This string holds a JSON array: its items belong into "policy-string" itself.'),
        ...(data ? { data } : {}),
      };
    }
  }
}

export function* resultTypeMismatch(model: ReportModel): Findings {
  for (const { policy, details } of model.entries) {
    const type = wordAt(model, policy, 'policy-type');
    if (type !== 'sts' && type !== 'tlsa') continue;
    for (const detail of details) {
      const result = wordAt(model, detail, 'result-type');
      const only = result && resultTypes.get(result)?.policyType;
      if (result === undefined || only === undefined || only === type) continue;
      yield {
        rule: 'report/result-type-mismatch',
        ...spanAt(detail, 'result-type'),
        message: msg(
          '"{0}" cannot come of a policy of type {1}: it belongs to {2}.',
          excerpt(result),
          type,
          only,
        ),
      };
    }
  }
}

export function* mxNotCovered(model: ReportModel): Findings {
  for (const entry of model.entries) {
    const patterns = coveringPatterns(model, entry);
    if (patterns.length === 0) continue;
    const covered = new Set<string>();
    for (const detail of entry.details) {
      const host = wordAt(model, detail, 'receiving-mx-hostname');
      if (host === undefined || covered.has(host)) continue;
      const isName = isString(detail, 'receiving-mx-hostname') && isHostName(host);
      if (!isName || patterns.some((pattern) => mxCovers(pattern, host))) {
        covered.add(host);
        continue;
      }
      yield {
        rule: 'report/mx-not-covered',
        ...spanAt(detail, 'receiving-mx-hostname'),
        message: msg('No mx pattern of the policy covers "{0}".', excerpt(host)),
      };
    }
  }
}

/** The MX patterns of an sts policy that is in use; none where one of them cannot be read. */
function coveringPatterns(model: ReportModel, entry: ReportEntry): readonly string[] {
  if (wordAt(model, entry.policy, 'policy-type') !== 'sts') return [];
  const lines = stringsAt(model, entry.policy, 'policy-string').map((line) => line.text);
  const policy = readStsPolicy(lines);
  if (policy.mode === 'none') return [];
  const hosts = stringsAt(model, entry.policy, 'mx-host').map((host) => mendedName(host.text, isMxPattern));
  return hosts.includes(undefined) ? [] : [...policy.mx, ...hosts.filter((host) => host !== undefined)];
}
