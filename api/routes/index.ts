import type { Route } from '../route';
import { applicationRoutes } from './applications';
import { ballotRoutes } from './ballots';
import { calendarYearRoutes } from './calendarYears';
import { campaignRoutes } from './campaigns';
import { correctionRoutes } from './corrections';
import { ledgerRoutes } from './ledger';
import { noticeRoutes } from './notices';
import { peopleRoutes } from './people';
import { planRoutes } from './plans';
import { programmeRoutes } from './programme';
import { sheetRoutes } from './sheets';
import { steeringRoutes } from './steering';
import { taskRoutes } from './tasks';

/** Everything below /api. */
export const routes: readonly Route[] = [
  ...planRoutes,
  ...campaignRoutes,
  ...steeringRoutes,
  ...correctionRoutes,
  ...taskRoutes,
  ...sheetRoutes,
  ...applicationRoutes,
  ...ballotRoutes,
  ...noticeRoutes,
  ...ledgerRoutes,
  ...calendarYearRoutes,
  ...peopleRoutes,
  ...programmeRoutes,
];
