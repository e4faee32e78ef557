import { createServer, type AddressInfo } from 'node:net';
import { freePort, portNear } from '../../../engine/ports';

it('gives the preferred port without a word, and the next free one with a sentence', async () => {
  const preferred = await freePort();
  expect(await portNear(preferred, '网页 web')).toEqual({ port: preferred });

  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(preferred, '127.0.0.1', resolve));
  expect((occupant.address() as AddressInfo).port).toBe(preferred);
  const chosen = await portNear(preferred, '网页 web');
  expect(chosen.port).toBeGreaterThan(preferred);
  expect(chosen.said).toContain(String(preferred));
  expect(chosen.said).toContain('网页 web');
  await new Promise((resolve) => occupant.close(resolve));
});
