// Jest knows one time limit for all projects; ours differ (jest.config.mjs).
jest.setTimeout(globalThis.timeLimitMs);
