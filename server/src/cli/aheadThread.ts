/** The entry of the second thread: small, since it is loaded while the first one reads the file. */
import { serveAhead } from './ahead.js';

serveAhead();
