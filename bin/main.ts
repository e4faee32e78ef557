const usage = `选贤 xuanxian <命令> / <command>

  up                       在本机启动全部部件（npm start）
                           start everything on this machine
  check PLAN…              检查方案，列出问题所在的行和列
                           check plans; problems with line and column
  rehearse PLAN            在真实引擎上以虚拟时间演练方案
                           rehearse a plan on the real engine in virtual time
  token --as NAME          演示人员的令牌（仅本机默认配置）
                           print a demonstration person's token (embedded default only)
  migrate                  升级数据库，登记引擎的检索属性，并把进行中的工作移到本版代码
                           bring the schema and the engine up, move running campaigns onto this code
  api | worker             单独运行一个进程（生产环境）
                           run one process (production)
  verify CAMPAIGN|--all    核验全程纪实
                           verify the process record
  export CAMPAIGN -o FILE  导出可供外部复核的材料
                           export what outsiders need to check a campaign
`;

/** Each command is loaded when it is asked for, so that `check` answers at once. */
const commands: Readonly<Record<string, () => Promise<(args: string[]) => Promise<number>>>> = {
  check: async () => (await import('./commands/check.js')).check,
  rehearse: async () => (await import('./commands/rehearse.js')).rehearse,
  up: async () => (await import('./commands/up.js')).startEverything,
  token: async () => (await import('./commands/token.js')).token,
  migrate: async () => (await import('./commands/migrate.js')).migrate,
  api: async () => (await import('./commands/api.js')).api,
  worker: async () => (await import('./commands/worker.js')).worker,
  verify: async () => (await import('./commands/verify.js')).verify,
  export: async () => (await import('./commands/export.js')).exportCampaign,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    const asked = ['', 'help', '--help', '-h'].includes(name);
    (asked ? process.stdout : process.stderr).write(
      asked ? usage : `没有这个命令：${name} / there is no such command\n\n${usage}`,
    );
    return asked ? 0 : 2;
  }
  return (await command())(args);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env['XUANXIAN_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
    process.exit(1);
  },
);
