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

/** Seconds in the largest unit that they are whole numbers of. */
export function durationWords(seconds: number): Message {
  if (seconds > 0 && seconds % 86_400 === 0) return dayWords(seconds / 86_400);
  const hours = seconds / 3600;
  if (seconds === 0 || !Number.isInteger(hours)) return secondWords(seconds);
  return hours === 1 ? msg('1 hour') : msg('{0} hours', figure(hours));
}

/** @param seconds written plainly, as in a zone file */
export function secondWords(seconds: number): Message {
  return seconds === 1 ? msg('1 second') : msg('{0} seconds', seconds);
}
