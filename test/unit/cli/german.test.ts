import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { folderWith } from './tool.js';

const zone = `$ORIGIN example.com.
$TTL 3600
@ IN SOA ns hostmaster 1 1d 1h 4w 1h
@ NS ns
ns A 192.0.2.1
_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@example.net
mx MX zehn ns
`;

const folder = (context: TestContext) =>
  folderWith(context, {
    'db.example.com': zone,
    'google.json': readFileSync('test/fixtures/reports/google.json'),
  });

const env = { LANG: 'de_DE.UTF-8' };

test('help in German, by --lang or by LANG', async (context) => {
  const { run } = folder(context);
  const { code, out } = await run(['--help'], { env });
  assert.equal(code, 0);
  assert.equal(
    out,
    `tls-rpt: prüft DNS-Zonendateien, MTA-STS-Richtlinien und SMTP-TLS-Berichte (RFC 8460) und schreibt TLS-RPT-Einträge.

Aufruf:
  tls-rpt BEFEHL [OPTION]…

Befehle:
  lint    Fehler in Zonen, Richtlinien und Berichten finden; mit --fix auch beheben.
  record  Einen TLS-RPT-Eintrag schreiben.
  check   Das DNS fragen, welchen TLS-RPT-Eintrag eine Domain veröffentlicht.
  zone    Eine Zone so ausgeben, wie ein Nameserver sie hält.
  report  SMTP-TLS-Berichte zusammenfassen, für Menschen oder Programme.

Optionen:
  -h, --help          Diese Hilfe zeigen; nach einem Befehl dessen eigene.
  -V, --version       Die Version zeigen.
      --lang SPRACHE  Sprache der Ausgabe: en oder de.

Rückgabewert:
  0  nichts vom Schweregrad error
  1  Befunde vom Schweregrad error oder mehr Warnungen, als --max-warnings erlaubt
  2  falscher Aufruf oder eine Eingabe, die nicht lesbar ist

Beispiele:
  tls-rpt lint zones/
  tls-rpt record --domain example.com --rua mailto:tls-reports@example.net
  tls-rpt check example.com
`,
  );
  assert.equal((await run(['--lang', 'de', '--help'])).out, out);
  assert.match((await run(['--lang', 'en', '--help'], { env })).out, /^Usage:$/m);
  const command = await run(['record', '--help'], { env });
  assert.match(
    command.out,
    /^ {6}--ttl SEKUNDEN {18}Wie lange Resolver den Eintrag behalten dürfen; ohne Angabe$/m,
  );
});

test('findings in German: rule ids and keywords stay', async (context) => {
  const { code, out } = await folder(context).run(['lint', 'db.example.com'], { env });
  assert.equal(code, 1);
  assert.equal(
    out,
    `db.example.com:6:16: Fehler: BIND liefert nur „v=TLSRPTv1“ aus: Der Rest ist ein Kommentar. Setzen Sie den ganzen Wert in Anführungszeichen. [tlsrpt/unquoted-semicolon]
    _smtp._tls TXT v=TLSRPTv1; rua=mailto:a@example.net
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
db.example.com:7:7: Fehler: Das Feld „Präferenz“ muss eine Zahl von 0 bis 65535 sein. [zone/bad-rdata]
    mx MX zehn ns
          ^^^^
Fehler: 2, Warnungen: 0, Informationen: 0, Hinweise: 0. Geprüfte Dateien: 1. --fix behebt 1.
`,
  );
});

test('a report in German, with its numbers', async (context) => {
  const { code, out } = await folder(context).run(['--lang', 'de', 'report', 'google.json']);
  assert.equal(code, 0);
  const lines = out.split('\n');
  assert.equal(
    lines[0],
    '7 von 419 Sitzungen sind fehlgeschlagen (1,7\u00a0%). Der Hauptgrund, bei mx1.mail.example.com: Die TLS-Verbindung scheiterte aus einem Grund, den kein anderer Ergebnistyp nennt. Die Richtlinie ist im Modus enforce: Diese Mail wurde verzögert oder abgewiesen.',
  );
  assert.deepEqual(lines.slice(2, 4), [
    '  Organisation               Google Inc.',
    '  Zeitraum                   2026-03-02 (ein Tag, UTC)',
  ]);
  assert.deepEqual(lines.slice(10, 14), [
    'MTA-STS  example.com  enforce',
    '  412 erfolgreich, 7 fehlgeschlagen  (98,3\u00a0%)',
    '  mx: *.mail.example.com',
    '  max_age: 7 Tage',
  ]);
  assert.equal(lines.at(-2), '1 Bericht: 412 Sitzungen erfolgreich, 7 fehlgeschlagen.');
});

test('what cannot be done, in German', async (context) => {
  const { run } = folder(context);
  const complaint = async (...line: string[]) => (await run(line, { env })).err;
  assert.equal(await complaint('foo'), 'tls-rpt: Es gibt keinen Befehl foo.\nHilfe: tls-rpt --help\n');
  assert.equal(
    await complaint('record', '--domain', 'example.com', '--rua', 'mailto:a@example.net', '--ttl', 'viel'),
    'tls-rpt: --ttl braucht eine ganze Zahl, nicht viel.\nHilfe: tls-rpt record --help\n',
  );
  assert.equal(
    await complaint('lint', '--format', 'xml', '.'),
    'tls-rpt: xml ist keines von text, json, sarif, github; nur diese nimmt --format.\nHilfe: tls-rpt lint --help\n',
  );
  assert.equal(await complaint('report', 'nothing.json'), 'nothing.json: Diese Datei gibt es nicht.\n');
});

test('says that nobody answers, and how that came, in German', async (context) => {
  const { code, out } = await folder(context).run(['check', '--resolver', '127.0.0.1:9', 'example.com'], {
    env,
  });
  assert.equal(code, 2);
  assert.equal(
    out,
    'Niemand hat gesagt, was example.com veröffentlicht (ECONNREFUSED). Fragen Sie einen anderen Resolver oder später noch einmal.\n',
  );
});
