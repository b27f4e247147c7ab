import type { FolderFilter, FolderMatch, FolderReport, FolderResult } from '../../../protocol/folder.js';
import type { DashboardFromPage, DashboardStrings } from '../../../protocol/webview.js';
import type { TableState } from '../parts/table.js';
import type { NumberFormats } from '../parts/text.js';

/** New values of some members, undefined for those to take out. */
export type Changes<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** What a part of the page draws from. */
export interface View {
  readonly name: string;
  readonly result: FolderResult;
  readonly reports: readonly FolderReport[];
  readonly moreReports: number;
  readonly strings: DashboardStrings;
  readonly numbers: NumberFormats;
  readonly filter: FolderFilter;
  readonly match: FolderMatch;
  /** Changes what is counted; undefined takes a member out. */
  narrow(filter: Changes<FolderFilter>, match?: Changes<FolderMatch>): void;
  /** Counts everything again. */
  reset(): void;
  readonly tables: Readonly<Record<string, TableState>>;
  keepTable(id: string, state: TableState): void;
  readonly opened: ReadonlySet<string>;
  keepOpened(id: string, open: boolean): void;
  send(message: DashboardFromPage): void;
}
