import { resolve } from 'node:path';

/** Where the embedded default keeps everything: XUANXIAN_DATA, or `.xuanxian` in the working folder. */
export const dataFolder = (): string => resolve(process.env['XUANXIAN_DATA'] ?? '.xuanxian');
