import { type Message, msg } from '../../message.js';

/** The keys of a policy (RFC 8461 section 3.2). */
export const policyKeys: Readonly<Record<string, Message>> = {
  version: msg('The version of the policy, always `STSv1`, and the first line.'),
  mode: msg(
    'What senders do where the policy does not hold: `enforce` refuses to deliver, `testing` delivers and reports, `none` takes the policy back.',
  ),
  mx: msg(
    'A host that takes mail for the domain, one a line, or a pattern: `*.example.com` stands for one label. Its certificate must name the MX host.',
  ),
  max_age: msg('How long senders may keep the policy, in seconds, at most 31557600. Weeks are usual.'),
};

/** What the modes mean. */
export const policyModes: Readonly<Record<string, Message>> = {
  enforce: msg('Senders deliver only where the policy holds (RFC 8461 section 5).'),
  testing: msg('Senders report failures and deliver all the same (RFC 8461 section 5).'),
  none: msg('Senders take the domain as having no policy (RFC 8461 section 5).'),
};
