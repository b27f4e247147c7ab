import type { ZoneStatement } from '../../../protocol/summary.js';
import type { Say } from '../message.js';
import type { ReportModel } from '../report/model.js';
import type { ReadOptions } from '../report/read.js';
import type { Levels } from '../rules/levels.js';

/** How the host unpacks gzip, where it has a way of its own. */
export type Unpacker = Pick<ReadOptions, 'gunzip'>;

/** What the features of reports need of the server around them. */
export interface ReportServices {
  /** Puts messages into the client's language. */
  readonly say: Say;
  /** The client's language, a BCP 47 tag. */
  readonly locale: string;
  /** What the user set rules to. */
  readonly levels: Levels;
  /** How a report meets the zones that the server knows. */
  compare(model: ReportModel): readonly ZoneStatement[];
}
