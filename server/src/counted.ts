/** Counted things in words, in the singular too. */
import { figure, type Message, msg } from './message.js';

export function sessionWords(sessions: number): Message {
  return sessions === 1 ? msg('1 session') : msg('{0} sessions', figure(sessions));
}

export function reportWords(reports: number): Message {
  return reports === 1 ? msg('1 report') : msg('{0} reports', figure(reports));
}

/** @param days shown to one decimal */
export function dayWords(days: number): Message {
  return days === 1 ? msg('1 day') : msg('{0} days', figure(days));
}

/** @param seconds written plainly, as in a zone file */
export function secondWords(seconds: number): Message {
  return seconds === 1 ? msg('1 second') : msg('{0} seconds', seconds);
}
