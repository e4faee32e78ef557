import type { Route } from '../route';
import { applicationRoutes } from './applications';
import { ballotRoutes } from './ballots';
import { campaignRoutes } from './campaigns';
import { noticeRoutes } from './notices';
import { planRoutes } from './plans';
import { taskRoutes } from './tasks';

/** Everything below /api. */
export const routes: readonly Route[] = [...planRoutes, ...campaignRoutes, ...taskRoutes, ...applicationRoutes, ...ballotRoutes, ...noticeRoutes];
