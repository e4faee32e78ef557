import type { Departure } from '../plan';
import { shortened } from '../phrases';
import { warning, type Finding } from '../problem';

/** A breach that the plan declares and gives a ground for is a printed warning. A declared one that there is not is told too. */
export function excuse(breaches: readonly Finding[], departures: readonly Departure[]): Finding[] {
  const excused = breaches.map((breach): Finding => {
    const departure = departures.find(({ article }) => isOf(article, breach));
    if (!departure) return breach;
    const ground = shortened(departure.ground);
    return {
      ...breach,
      severity: 'warning',
      zh: `${breach.zh}方案已声明偏离：${ground}。`,
      en: `${breach.en} The plan declares this departure: ${ground}.`,
    };
  });
  const idle = departures.flatMap(({ article }, index) =>
    breaches.some((breach) => isOf(article, breach))
      ? []
      : [
          warning(
            'idleDeparture',
            ['departures', index],
            `方案并未偏离${shortened(article)}，可以删去这项声明。`,
            `The plan does not depart from ${shortened(article)}; this declaration can go.`,
          ),
        ],
  );
  return [...excused, ...idle];
}

// 第四十二条, 《条例》第四十二条; of 第六章“讨论决定” also 第六章 or 讨论决定 alone.
function isOf(article: string, { article: cited = '' }: Finding): boolean {
  const regulation = /《.*?》/.exec(article)?.[0];
  const named = partsOf(article);
  return (
    (regulation === undefined || cited.startsWith(regulation)) &&
    named.length > 0 &&
    named.every((part) => partsOf(cited).includes(part))
  );
}

const partsOf = (article: string): string[] =>
  article
    .replace(/《.*?》/, '')
    .split(/[（）()“”"\s]+/)
    .filter((part) => part !== '');
