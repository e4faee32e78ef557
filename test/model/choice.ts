import { contentFor, type Act } from './acts';
import type { Chance } from './chance';
import type { Model } from './model';
import { electionPaper } from './papers';
import type { Setting } from './plans';
import type { Visit, Window } from './words';

/** What people do next, mostly what they are asked to, sometimes something else, and sometimes what they may not. */
export function chooseActs(model: Model, setting: Setting, chance: Chance): Act[] {
  if (model.status === 'suspended')
    return chance.happens(0.1)
      ? [{ does: 'cancel' }]
      : [{ does: 'wait', hours: chance.from(1, 100) }, { does: 'resume' }];
  const open = model.openWindows();
  const odd = chance.next();
  if (odd < 0.04)
    return [{ does: 'withdraw', who: chance.one([...setting.applicants, ...Object.keys(setting.roster.pool ?? {})]) }];
  if (odd < 0.08) return correction(model, chance, model.visits);
  const strands = joined(model);
  if (strands.length > 0 && chance.happens(0.15)) return correction(model, chance, strands);
  if (odd < 0.1) return [{ does: chance.one(['suspend', 'suspend', 'resume', 'cancel']) }];
  if (odd < 0.13 && open.length > 0) return [steered(chance.one(open), chance)];
  if (odd < 0.2) return [{ does: 'wait', hours: chance.from(1, 40) }];
  return open.length === 0 ? [{ does: 'wait', hours: 24 }] : asked(chance.one(open), setting, chance);
}

/** What carries a campaign to its end: it is cancelled, and whoever has been appointed is confirmed. */
export function endingActs(model: Model): Act[] {
  if (model.status === 'running' || model.status === 'suspended') return [{ does: 'cancel' }];
  for (const window of model.openWindows())
    for (const { by, about } of window.owed)
      if (window.kind === 'annualReview') return [{ does: 'answer', ...placeOf(window), by, about, content: { grade: '优秀' } }]; // prettier-ignore
      else if (window.kind === 'probationReview') return [{ does: 'answer', ...placeOf(window), by, about, content: { answer: 'confirmed' } }]; // prettier-ignore
  return [{ does: 'wait', hours: null }];
}

const placeOf = ({ visit, purpose }: Window) => ({ visit: visit.n, purpose });

function asked(window: Window, { applicants, roster }: Setting, chance: Chance): Act[] {
  const place = placeOf(window);
  const content = (about: string) => contentFor(window, chance, about);
  const wait: Act = { does: 'wait', hours: null };
  switch (window.kind) {
    case 'application': {
      const applied = (who: string) => window.answers.some(({ by }) => by === who);
      const coming = applicants.filter((who) => !applied(who) && chance.happens(0.8));
      const acts = coming.map((who): Act => ({ does: 'apply', ...place, who, content: content(who) }));
      const moving = chance.some(applicants.filter(applied), 0.2);
      const post = () => chance.one(window.terms['posts'] as string[]);
      return [...acts, ...moving.map((who): Act => ({ does: 'changePost', ...place, who, post: post() })), wait];
    }
    case 'ballot': {
      const electorate = roster.electorates[String(window.terms['electorate'])] ?? {};
      const coming = chance.some(Object.values(electorate).flat(), 0.8);
      if (window.terms['lines']) {
        const pool = Object.keys(roster.pool ?? {});
        return [...coming.map((who): Act => ({ does: 'vote', ...place, who, choices: electionPaper(window.terms, pool, chance) })), wait]; // prettier-ignore
      }
      const marks = [...Object.keys(window.terms['grades'] as object), '弃权'];
      const choices = () => Object.fromEntries(window.subjects.map((person) => [person, chance.one(marks)]));
      return [...coming.map((who): Act => ({ does: 'vote', ...place, who, choices: choices() })), wait];
    }
    case 'objection': {
      const about = chance.some(window.subjects, 0.25);
      return [...about.map((each): Act => ({ does: 'object', ...place, about: each, content: content(each) })), wait];
    }
    case 'recheckRequest': {
      const asking = chance.some(window.subjects, 0.6);
      return [...asking.map((who): Act => ({ does: 'askForRecheck', ...place, who, content: content(who) })), wait];
    }
    case 'postChoice': {
      // Silence has a meaning here.
      const choosing = chance.some(window.owed, 0.7);
      return [...choosing.map(({ by, about }): Act => ({ does: 'answer', ...place, by, about, content: content(about) })), wait]; // prettier-ignore
    }
    case 'term':
      return [wait];
    default: {
      // Mostly everything that is owed at once; where one of several is enough, one of them.
      const owed = window.needs === 'all' ? window.owed : onePerSubject(window, chance);
      const some = chance.happens(0.85) ? owed : owed.slice(0, 1);
      const acts = some.map(({ by, about }): Act => ({ does: 'answer', ...place, by, about, content: content(about) }));
      return window.closes === 'deadline' ? [...acts, wait] : acts;
    }
  }
}

const onePerSubject = ({ owed }: Window, chance: Chance) =>
  [...new Set(owed.map(({ about }) => about))].map((about) => chance.one(owed.filter((each) => each.about === about)));

/** What has come together: a correction of any of it makes the join again. */
function joined({ visits }: Model): Visit[] {
  const joins = visits.filter(({ stage, status }) => stage.stage === 'join' && status === 'left');
  return visits.filter((visit) => joins.some(({ lots }) => lots.some(({ from }) => from === visit)));
}

function correction(model: Model, chance: Chance, visits: readonly Visit[]): Act[] {
  const given = visits.flatMap(({ status, windows }) =>
    status === 'superseded'
      ? []
      : [...windows.values()].flatMap((window) =>
          window.answers.filter(({ stands }) => stands).map((answer) => ({ window, answer })),
        ),
  );
  if (given.length === 0) return [{ does: 'wait', hours: 1 }];
  const { window, answer } = chance.one(given);
  const content = contentFor(window, chance, answer.about);
  return [{ does: 'correct', ...placeOf(window), by: answer.by, about: answer.about, content }];
}

function steered(window: Window, chance: Chance): Act {
  const period = { n: chance.from(1, 3), unit: chance.one(['workingDay', 'calendarDay'] as const) };
  if (chance.happens(0.5)) return { does: 'close', ...placeOf(window) };
  return { does: 'extend', ...placeOf(window), period };
}
