import { dayOf, endOf, lastDay, leftOf, type Days } from './days';
import { isOn, overfullOn } from './papers';
import { Walking } from './walking';
import type { Answer, Content, Lot, Refused, Visit, Window } from './words';

/**
 * What should come of a campaign: the rules of the plan language told once more, plainly and in memory, from the documents and not
 * from domain/ or activities/. It is told the same acts as the real one and says how each is taken (why it is refused, or null) and
 * where everybody then stands.
 */
export class Model extends Walking {
  private suspendedAt = 0;

  apply(window: Window, who: string, content: Content): Refused {
    const closed = this.notOpen(window);
    if (closed) return closed;
    if (window.answers.some(({ by, stands }) => by === who && stands)) return 'alreadyDone';
    const registered = (visit: Visit) =>
      visit.status !== 'superseded' &&
      [...visit.windows.values()].some(
        ({ kind, answers }) => kind === 'application' && answers.some(({ by, stands }) => by === who && stands),
      );
    const left = this.participants.get(who);
    if (left === undefined && this.visits.some(registered)) return 'alreadyDone';
    window.answers.push({ by: who, about: '', content, at: this.now, stands: true });
    if (left !== undefined) this.absences.push({ person: who, left, back: ++this.happened });
    this.participants.set(who, undefined);
    return this.settled();
  }

  changePost(window: Window, who: string, post: string): Refused {
    const closed = this.notOpen(window);
    if (closed) return closed;
    if (!window.terms['changePost']) return 'notYours';
    const mine = window.answers.find(({ by, stands }) => by === who && stands);
    if (!mine) return 'notFound';
    mine.stands = false;
    const { wishes: _, ...before } = mine.content;
    window.answers.push({ ...mine, content: { ...before, post }, at: this.now, stands: true });
    return this.settled();
  }

  withdraw(who: string): Refused {
    if (!this.participants.has(who)) return 'notFound';
    if (this.participants.get(who) !== undefined) return 'alreadyDone';
    if (this.status === 'suspended') return 'suspended';
    if (this.status !== 'running') return 'ended';
    if (this.isAppointed(who)) return 'appointed';
    this.participants.set(who, ++this.happened);
    for (const window of this.openWindows()) {
      window.owed = window.owed.filter(({ about }) => about !== who);
      // What runs for people of whom nobody is left has ended.
      if (window.kind === 'term' && window.subjects.includes(who) && this.still(window.subjects).length === 0)
        window.closed = 'act';
    }
    return this.settled();
  }

  answer(window: Window, by: string, about: string, content: Content): Refused {
    const given = window.answers.filter((each) => each.about === about);
    const owes = window.owed.some((each) => each.by === by && each.about === about);
    if (!owes) return given.some((each) => each.by === by || window.needs === 'any') ? 'alreadyDone' : 'notFound';
    const closed = this.notOpen(window);
    if (closed) return closed;
    window.answers.push({ by, about, content, at: this.now, stands: true });
    window.owed = window.owed.filter((each) => each.about !== about || (window.needs === 'all' && each.by !== by));
    return this.settled();
  }

  askForRecheck(window: Window, who: string, content: Content): Refused {
    const closed = this.notOpen(window);
    if (closed) return closed;
    if (window.answers.some(({ by }) => by === who)) return 'alreadyDone';
    window.answers.push({ by: who, about: who, content, at: this.now, stands: true });
    return this.settled();
  }

  vote(window: Window, who: string, choices: Content): Refused {
    const closed = this.notOpen(window);
    if (closed) return closed;
    if (window.voted.has(who)) return 'alreadyRedeemed';
    // Acts that are done again in shorter sequences may come to a paper of other people.
    const fits = window.terms['lines']
      ? isOn(window.terms, choices)
      : Object.keys(choices).sort().join() === [...window.subjects].sort().join();
    if (!fits) return 'invalid';
    if (window.terms['tooMany'] === 'refused' && overfullOn(window.terms, choices)) return 'invalid';
    window.voted.add(who);
    window.ballots.push(choices);
    return this.settled();
  }

  object(window: Window, about: string, content: Content): Refused {
    const closed = this.notOpen(window);
    if (closed) return closed;
    window.answers.push({ by: null, about, content, at: this.now, stands: true });
    return this.settled();
  }

  /** Everything that was worked out from the answer, directly or not, is worked out again. */
  correct(visit: Visit, window: Window, old: Answer, content: Content): Refused {
    if (this.status === 'suspended') return 'suspended';
    if (this.status !== 'running') return 'ended';
    const touched = visit.lots.filter(
      ({ people, post }) => old.about === '' || people.includes(old.about) || post === old.about,
    );
    const taken = (post: string) =>
      this.lots.some((lot) => lot.post === post && lot.outcome === 'appointed' && !lot.gone);
    if (touched.some(({ post }) => taken(post))) return 'appointed';
    old.stands = false;
    window.answers.push({ ...old, content, at: this.now, stands: true });
    for (const each of [visit, ...this.following([visit])]) if (each.status === 'left') each.status = 'stale';
    return this.settled();
  }

  suspend(): Refused {
    if (this.status === 'suspended') return 'alreadyDone';
    if (this.status !== 'running') return 'ended';
    this.status = 'suspended';
    this.suspendedAt = this.now;
    return null;
  }

  resume(): Refused {
    if (this.status !== 'suspended') return 'alreadyDone';
    this.status = 'running';
    for (const window of this.openWindows()) {
      if (window.due === null || !window.period) continue;
      if (window.kind !== 'objection')
        window.period = leftOf(window.period, dayOf(this.suspendedAt), dayOf(window.due - 1));
      window.due = endOf(lastDay(dayOf(this.now), window.period));
    }
    return this.settled();
  }

  /** Who has been appointed is appointed; everybody else's seat ends. */
  cancel(): Refused {
    if (this.status === 'cancelled' || this.status === 'ended') return 'ended';
    const seated = ({ outcome }: Lot) => outcome === 'appointed' || outcome === 'extended';
    for (const visit of this.underWay()) if (!visit.lots.some(seated)) this.supersede(visit);
    for (const lot of this.waiting()) if (!seated(lot)) lot.to = 'cancelled';
    this.status = 'cancelled';
    return this.settled();
  }

  extend(window: Window, period: Days): Refused {
    if (this.status === 'suspended') return 'suspended';
    if (window.closed !== null || window.due === null) return 'tooLate';
    window.due = endOf(lastDay(dayOf(window.due - 1), period));
    window.period = period;
    return this.settled();
  }

  close(window: Window): Refused {
    if (this.status === 'suspended') return 'suspended';
    if (!['ballot', 'sheet'].includes(window.kind)) return 'notFound';
    if (window.closed !== null) return 'tooLate';
    window.closed = 'act';
    return this.settled();
  }

  private notOpen({ closed, closes, due }: Window): Refused {
    if (this.status === 'suspended') return 'suspended';
    if (closed === 'complete') return 'alreadyDone';
    return closed !== null || (closes === 'deadline' && due !== null && due <= this.now) ? 'tooLate' : null;
  }

  private settled(): null {
    this.settle();
    return null;
  }
}
