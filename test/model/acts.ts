import type { Chance } from './chance';
import type { Days } from './days';
import type { Model } from './model';
import type { Content, Refused, Visit, Window } from './words';

/** Which window of which visit: visits are told apart by their number in the order of entering. */
interface Place {
  readonly visit: number;
  readonly purpose: string;
}

/** What people do, so that it can be done again by other hands. */
export type Act =
  | ({ readonly does: 'apply'; readonly who: string; readonly content: Content } & Place)
  | ({ readonly does: 'changePost'; readonly who: string; readonly post: string } & Place)
  | ({ readonly does: 'answer'; readonly by: string; readonly about: string; readonly content: Content } & Place)
  | ({ readonly does: 'askForRecheck'; readonly who: string; readonly content: Content } & Place)
  | ({ readonly does: 'vote'; readonly who: string; readonly choices: Content } & Place)
  | ({ readonly does: 'object'; readonly about: string; readonly content: Content } & Place)
  | ({
      readonly does: 'correct';
      readonly by: string | null;
      readonly about: string;
      readonly content: Content;
    } & Place)
  | ({ readonly does: 'extend'; readonly period: Days } & Place)
  | ({ readonly does: 'close' } & Place)
  | { readonly does: 'withdraw'; readonly who: string }
  | { readonly does: 'suspend' | 'resume' | 'cancel' }
  /** Until something falls due, or so many hours. */
  | { readonly does: 'wait'; readonly hours: number | null };

/** Tells the model of an act; undefined: there is nothing here to do it to. */
export function tell(model: Model, act: Act): Refused | undefined {
  switch (act.does) {
    case 'wait': {
      const due = model.nextDue();
      if (act.hours === null && due === null) return undefined;
      model.advance(act.hours === null ? due! : Math.min(due ?? Infinity, model.now + act.hours * 3_600_000));
      return null;
    }
    case 'withdraw':
      return model.withdraw(act.who);
    case 'suspend':
    case 'resume':
    case 'cancel':
      return model[act.does]();
    default: {
      const [visit, window] = find(model, act);
      return window && visit ? tellOf(model, visit, window, act) : undefined;
    }
  }
}

export const find = (model: Model, { visit: n, purpose }: Place): [Visit | undefined, Window | undefined] => {
  const visit = model.visits[n];
  return [visit, visit?.windows.get(purpose)];
};

function tellOf(model: Model, visit: Visit, window: Window, act: Extract<Act, Place>): Refused | undefined {
  switch (act.does) {
    case 'apply':
      return window.kind === 'application' ? model.apply(window, act.who, act.content) : undefined;
    case 'changePost':
      return window.kind === 'application' ? model.changePost(window, act.who, act.post) : undefined;
    case 'answer':
      return model.answer(window, act.by, act.about, act.content);
    case 'askForRecheck':
      return window.subjects.includes(act.who) ? model.askForRecheck(window, act.who, act.content) : undefined;
    case 'vote':
      return model.vote(window, act.who, act.choices);
    case 'object':
      return window.subjects.includes(act.about) ? model.object(window, act.about, act.content) : undefined;
    case 'correct': {
      const old = window.answers.find(({ by, about, stands }) => by === act.by && about === act.about && stands);
      return old && visit.status !== 'superseded' ? model.correct(visit, window, old, act.content) : undefined;
    }
    case 'extend':
      return model.extend(window, act.period);
    case 'close':
      return model.close(window);
  }
}

interface PointsLine {
  readonly name: string;
  readonly words?: object;
  readonly counts?: object;
}

/** What may be verified for a line of a table of points. */
function verified({ words, counts }: PointsLine, chance: Chance): unknown {
  if (words) return chance.one([...Object.keys(words), '无']);
  if (!counts) return chance.one(['0', '3', '4.5', '7', '12.25']);
  return Object.fromEntries(chance.some(Object.keys(counts), 0.6).map((kind) => [kind, chance.from(0, 2)]));
}

/** What somebody may say to a question: mostly what carries it on. */
export function contentFor({ kind, terms }: Window, chance: Chance, about: string): Content {
  const word = (yes: string, no: readonly string[], share = 0.8): Content => {
    const answer = chance.happens(share) ? yes : chance.one(no);
    return { answer, note: '理由' };
  };
  switch (kind) {
    case 'motion':
      return word('agreed', ['dropped'], 0.9);
    case 'approval':
      return word('agreed', ['refused']);
    case 'inquiry':
      return word('notUpheld', ['upheld'], 0.5);
    case 'review':
      return word('eligible', ['refused']);
    case 'recheck':
      return word('eligible', ['refused'], 0.5);
    case 'presence':
      return { answer: 'witnessed' };
    case 'opinion':
      return word('noObjection', ['objection']);
    case 'signature':
      return word('signed', ['dissented'], 0.9);
    case 'probationReview':
      return word('confirmed', ['extended', 'notConfirmed'], 0.6);
    case 'annualReview':
      return { grade: chance.one(['优秀', '合格', '不合格']) };
    case 'nameRuling':
      return chance.happens(0.6) ? { person: chance.one(terms['pool'] as string[]) } : { invalid: '不能认定' };
    case 'nominations': {
      const [among, upTo] = [[...(terms['among'] as string[])], terms['upTo'] as Record<string, number>];
      const named = Object.entries(upTo).map(([post, most]) => {
        const people = among.filter(() => chance.happens(0.4)).slice(0, most);
        for (const person of people) among.splice(among.indexOf(person), 1);
        return [post, people] as const;
      });
      return {
        nominees: named.flatMap(([post, people]) => people.map((person) => ({ post, person, reason: '理由' }))),
        none: Object.fromEntries(named.flatMap(([post, { length }]) => (length === 0 ? [[post, '理由']] : []))),
      };
    }
    case 'talk':
      return { ...word('accepted', ['declined']), by: '甲', on: '2026-03-02' };
    case 'document':
      return { number: '任〔2026〕1号', issuedOn: '2026-03-02' };
    case 'sheet': {
      if (chance.happens(0.1)) return { absent: true };
      // Few different scores, so that there are ties; some with decimals, so that there is something to round.
      return { score: chance.one(['50', '55.5', '59.99', '60', '40.335', '0']) };
    }
    case 'report': {
      const written = (names: unknown) =>
        Object.fromEntries(((names ?? []) as string[]).map((name) => [name, '见材料']));
      return {
        suitable: chance.happens(0.8),
        conclusion: '见材料',
        sections: written(terms['sections']),
        dimensions: written(terms['dimensions']),
        fourMusts: written(['personnelFile', 'personalMatters', 'disciplineOpinion', 'complaints']),
      };
    }
    case 'resolution': {
      const [entitled, subjects] = [terms['entitled'] as string[], terms['subjects'] as string[]];
      const present = chance.happens(0.8) ? [...entitled] : chance.some(entitled, 0.5);
      const votes = subjects.map((person) => {
        const agree = chance.happens(0.6) ? present.length : chance.from(0, present.length);
        const defer = chance.happens(0.3) ? present.length - agree : 0;
        return { person, agree, disagree: present.length - agree - defer, abstain: 0, defer };
      });
      return { present, votes, minutes: '纪要' };
    }
    case 'application': {
      const post = chance.one(terms['posts'] as string[]);
      const others = (terms['posts'] as string[]).filter((each) => each !== post && chance.happens(0.6));
      return { post, ...(terms['undirected'] ? { wishes: others } : {}), channel: 'self', facts: {} };
    }
    case 'objection':
      return { about, content: '反映' };
    case 'recheckRequest':
      return { grounds: '申请' };
    case 'gateChoice':
      return { answer: chance.one(terms['choices'] as string[]), note: '理由' };
    case 'taskReport': {
      const sections = Object.fromEntries((terms['sections'] as string[]).map((name) => [name, '见材料']));
      return { sections, note: chance.one(['', '已办']) };
    }
    case 'handover':
      return { since: '2026-03-02', facts: {}, note: chance.one(['甲处', '乙处']) };
    case 'check': {
      const items = terms['items'] as string[] | undefined;
      if (!items) return word('passed', ['failed'], 0.7);
      const each = items.map((name) => [name, chance.happens(0.7) ? 'passed' : 'failed']);
      return { items: Object.fromEntries(each) as unknown, note: '' };
    }
    case 'points':
      return { values: Object.fromEntries((terms['items'] as PointsLine[]).map((line) => [line.name, verified(line, chance)])), note: '档案' }; // prettier-ignore
    case 'scoreCheck':
      return word('stands', ['wrong']);
    case 'postChoice':
    case 'assignment': {
      const open = (terms['openTo'] as Record<string, string[]>)[about] ?? [];
      return { post: chance.happens(0.85) && open.length > 0 ? chance.one(open) : null };
    }
    default:
      throw new Error(`nobody says anything to a ${kind}`);
  }
}
