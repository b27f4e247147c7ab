import type { CommonStrings, DashboardStrings, SummaryStrings } from '../../../protocol/webview.js';

/** `vscode.l10n`, as far as the words of the pages need it. */
export interface Localizer {
  t(message: string): string;
}

function commonStrings(l10n: Localizer): CommonStrings {
  return {
    session: l10n.t('session'),
    sessions: l10n.t('sessions'),
    successful: l10n.t('succeeded'),
    failed: l10n.t('failed'),
    successRate: l10n.t('success rate'),
    noSessions: l10n.t('No sessions'),
    barLabel: l10n.t('{0} succeeded, {2} failed, {1} in all'),
    filter: l10n.t('Filter'),
    all: l10n.t('All'),
    sortBy: l10n.t('Sort by'),
    ascending: l10n.t('ascending'),
    descending: l10n.t('descending'),
    shown: l10n.t('{0} of {1} shown'),
    showMore: l10n.t('Show More'),
    nothingMatches: l10n.t('Nothing matches the filter.'),
    copyTable: l10n.t('Copy'),
    export: l10n.t('Export…'),
    copyMarkdown: l10n.t('Copy as Markdown'),
    count: l10n.t('Sessions'),
    domain: l10n.t('Domain'),
    organization: l10n.t('Organization'),
    policyType: l10n.t('Policy'),
    resultType: l10n.t('Result'),
    receivingMx: l10n.t('Receiving MX'),
    receivingIp: l10n.t('Receiving IP'),
    sendingIp: l10n.t('Sending IP'),
  };
}

/** The words of the summary page. */
export function summaryStrings(l10n: Localizer): SummaryStrings {
  return {
    ...commonStrings(l10n),
    openJson: l10n.t('Open JSON'),
    reportedBy: l10n.t('Reported by'),
    contact: l10n.t('Contact'),
    range: l10n.t('Period'),
    reportId: l10n.t('Report ID'),
    file: l10n.t('File'),
    domains: l10n.t('About'),
    failures: l10n.t('What failed, and what to do'),
    policies: l10n.t('Policies that the sender found'),
    details: l10n.t('Failure details'),
    findings: l10n.t('What is wrong with the report itself'),
    zone: l10n.t('Compared with your zone'),
    whoMends: l10n.t('Where to look'),
    whatToDo: l10n.t('What to do'),
    showInJson: l10n.t('Show in JSON'),
    openZone: l10n.t('Show in zone'),
    mode: l10n.t('Mode'),
    mx: l10n.t('MX hosts'),
    maxAge: l10n.t('Kept for'),
    tlsa: l10n.t('TLSA records'),
    rawPolicy: l10n.t('Policy as reported'),
    helo: l10n.t('HELO name'),
    reason: l10n.t('Reason code'),
    info: l10n.t('More information'),
    notNamed: l10n.t('No domain named'),
    severity: {
      error: l10n.t('Error'),
      warning: l10n.t('Warning'),
      information: l10n.t('Note'),
      hint: l10n.t('Hint'),
    },
    zoneLevel: { agrees: l10n.t('Agrees'), notice: l10n.t('Note'), disagrees: l10n.t('Disagrees') },
  };
}

/** The words of the dashboard. */
export function dashboardStrings(l10n: Localizer): DashboardStrings {
  return {
    ...commonStrings(l10n),
    reports: l10n.t('Reports'),
    reportFigure: l10n.t('report'),
    reportsFigure: l10n.t('reports'),
    day: l10n.t('Day'),
    from: l10n.t('From'),
    to: l10n.t('To'),
    reset: l10n.t('Show All'),
    cancel: l10n.t('Cancel'),
    reading: l10n.t('Files read: {0} of {1}'),
    perDay: l10n.t('Sessions per day'),
    perDayTable: l10n.t('Sessions per day as a table'),
    domains: l10n.t('By domain'),
    organizations: l10n.t('By reporting organization'),
    policyTypes: l10n.t('By policy'),
    resultTypes: l10n.t('Failures by result'),
    receivingMxs: l10n.t('Failures by receiving MX'),
    sendingIps: l10n.t('Failures by sending IP'),
    news: l10n.t('New this week'),
    noWeekBefore: l10n.t('There are no reports of the week before to compare with.'),
    noNews: l10n.t('Nothing fails this week that did not fail the week before.'),
    silent: l10n.t('Reports that no longer come'),
    unreadable: l10n.t('Files that could not be read'),
    unreadableMore: l10n.t('More files that could not be read: {0}.'),
    reason: l10n.t('Reason'),
    file: l10n.t('File'),
    duplicates: l10n.t('Copies left out: {0}.'),
    truncated: l10n.t('There are more distinct values than are kept; the rest stands under “…”.'),
    empty: l10n.t('No report in this folder matches.'),
    whoMends: l10n.t('Where to look'),
    whatToDo: l10n.t('What to do'),
    only: l10n.t('Only {0}'),
    removeFilter: l10n.t('Remove the filter {0}'),
    moreReports: l10n.t('More reports that match: {0}.'),
    success: l10n.t('Success rate'),
    successfulHead: l10n.t('Succeeded'),
    failedHead: l10n.t('Failed'),
    policyTypeNames: {
      sts: 'MTA-STS',
      tlsa: 'DANE',
      'no-policy-found': l10n.t('No policy'),
      other: l10n.t('Other'),
    },
  };
}
