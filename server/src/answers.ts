import { type Connection, ResponseError } from 'vscode-languageserver';
import { type Analyses, hasPolicies, kindOf, type OpenDocuments } from './documents.js';
import type { DocumentServices } from './features/documentServices.js';
import type { IncludedFiles } from './includedFiles.js';
import type { Say } from './message.js';
import type { OpenDocument } from './openDocument.js';
import { OpenZone } from './openZone.js';
import type { Settings, SettingsStore } from './settings.js';
import { type Asked, asking } from './turns.js';

/** What answers are made of. */
interface Sources {
  readonly console: Connection['console'];
  readonly documents: OpenDocuments;
  readonly analyses: Analyses;
  readonly settings: SettingsStore;
  readonly included: IncludedFiles;
  readonly say: Say;
  /** Tells a zone file what is said of its origin elsewhere. */
  knowOrigin(zone: OpenZone): Promise<void>;
  /** What is found in other documents than the one that was asked about may be another now. */
  changed(): void;
}

interface Answers extends DocumentServices {
  /** A document and its settings; a zone file then knows its origin and what it includes. */
  settled(
    uri: string,
    isWanted?: () => boolean,
  ): Promise<Settings & { readonly document: OpenDocument | undefined }>;
  /** An open zone file that knows these; undefined where the document is none. */
  zoneOf(uri: string, asked?: Asked): Promise<OpenZone | undefined>;
}

/** Answers requests about open documents, once it is known what each depends on: settings, origins, included files, other zones. */
export function answersAbout({
  console,
  documents,
  analyses,
  settings,
  included,
  say,
  knowOrigin,
  changed,
}: Sources): Answers {
  const settled: Answers['settled'] = async (uri, isWanted = () => true) => {
    const own = await settings.of(uri);
    const document = documents.get(uri);
    if (document instanceof OpenZone) {
      const wasLate = document.isLate();
      await knowOrigin(document);
      await included.settle(document, isWanted);
      // Policies did not wait for it.
      if (wasLate && hasPolicies(documents) && !document.isLate()) changed();
      // It may have been closed meanwhile.
      return { ...own, document: documents.get(uri) };
    } else if (document !== undefined && kindOf(document) === 'policy') {
      // It is compared with the zones, which must know what they are called.
      const zones = documents.all().filter((other) => other instanceof OpenZone && !other.isLate());
      await Promise.all(zones.map((zone) => settled(zone.uri, isWanted)));
    }
    return { ...own, document };
  };
  return {
    say,
    settled,
    async zoneOf(uri, asked) {
      const { document } = await settled(uri, asked?.isWanted);
      asked?.check();
      return document instanceof OpenZone ? document : undefined;
    },
    asking: (uri, token) => asking(token, () => documents.get(uri)?.version),
    async answer(uri, asked, fallback, work) {
      try {
        const { document, rules } = await settled(uri, asked.isWanted);
        asked.check();
        return document === undefined ? fallback : await work(document, rules);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return fallback;
      }
    },
    async checked(document, asked) {
      if (document instanceof OpenZone) await document.looked(asked.isWanted);
      asked.check();
      return analyses.check(document);
    },
  };
}
