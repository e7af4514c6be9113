import { allEvents, eventPatternOf } from './all-events';
import { NOTES } from './notes';
import { SCANNER_CHECKS } from './scanners';
import { IdentityEvent } from '../../src';

export function eventDocument(): string {
  const events = allEvents();
  return `${[
    '# Identity events',
    '',
    'What each `IdentityEvent` finds. Written by `npm run events` from the code; a test fails when it is out of date. Which events of a',
    'corpus of labelled records each pattern finds is proved by `test/proofs/`, and on which scanners\' rules the last column rests by',
    '`tools/events/scanners.ts`.',
    '',
    ...overview(events),
    '',
    '"Rule in" says where an `IdentityEventRule` sees the event: in one Region of the partition (us-east-1, us-gov-west-1, cn-north-1), or in',
    'the Region in which it happened. An alarm over the log group of a multi-Region trail sees it in any case.',
    '',
    'No published mapping that we know (Security Hub\'s, Prowler\'s) assigns a requirement of PCI DSS 4.0.1 to these events. Security Hub maps',
    'CloudWatch.1 to requirement 7.2.1 of PCI DSS 3.2.1.',
    ...events.flatMap(section),
  ].join('\n')}\n`;
}

function overview(events: IdentityEvent[]): string[] {
  const recommended = IdentityEvent.recommended().map(({ name }) => name);
  const cis = IdentityEvent.cis().map(({ name }) => name);
  return [
    '| event | severity | recommended | in `cis()` | rule in | accepted by |',
    '|---|---|---|---|---|---|',
    ...events.map(event => `| [${event.name}](#${event.name.toLowerCase()}) | ${event.severity} | ${yes(recommended.includes(event.name))} `
      + `| ${yes(cis.includes(event.name))} | ${placeOf(event)} | ${[...new Set(acceptedBy(event).map(({ scanner }) => scanner))].join(', ') || '-'} |`),
  ];
}

function section(event: IdentityEvent): string[] {
  const { catches, catchesNot, noise } = NOTES[event.name];
  return [
    '',
    `## ${event.name}`,
    '',
    `${event.title}. ${event.nextStep}`,
    '',
    `- **Catches:** ${catches}`,
    `- **Catches not:** ${catchesNot}`,
    `- **Noise:** ${noise}`,
    `- **Severity:** ${event.severity}`,
    `- **Controls:** ${event.controls.join('; ') || 'none'}`,
    `- **Accepted by:** ${acceptedBy(event).map(({ scanner, check }) => `${scanner} \`${check}\``).join('; ') || 'no scanner asks for it'}`,
    '',
    `Filter pattern (${event.filterPattern.length} of 1,024 characters):`,
    '```',
    event.filterPattern,
    '```',
    ...(event.eventPattern ? ['Event pattern:', '```json', JSON.stringify(eventPatternOf(event)), '```'] : []),
    ...(event.query ? ['Logs Insights query:', '```', event.query, '```'] : []),
  ];
}

function acceptedBy(event: IdentityEvent) {
  return SCANNER_CHECKS.filter(({ accepts }) => accepts(event.filterPattern));
}

function placeOf(event: IdentityEvent): string {
  if (!event.eventPattern) { return 'no rule'; }
  return event.globalEvents ? 'one Region' : 'its Region';
}

function yes(is: boolean): string {
  return is ? 'yes' : '';
}
