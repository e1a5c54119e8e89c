import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What an operator is handed to run the app with must keep to what the guide promises of it. */

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const { scripts } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(read('package.json')));

describe('compose.yaml', () => {
  const { services } = z
    .object({
      services: z.object({
        kessai: z.looseObject({
          user: z.string(),
          read_only: z.boolean(),
          cap_drop: z.array(z.string()),
          security_opt: z.array(z.string()),
          volumes: z.array(z.string()),
          restart: z.string(),
          stop_grace_period: z.string(),
        }),
      }),
    })
    .parse(parse(read('compose.yaml')));
  const { kessai } = services;

  it('runs as nobody, with nothing but the record writable, and no way to more rights', () => {
    expect(kessai).toMatchObject({
      user: '65534:65534',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(kessai.volumes.filter((volume) => !volume.endsWith(':ro'))).toEqual(['data:/data']);
    expect(kessai).not.toHaveProperty('privileged');
    expect(kessai).not.toHaveProperty('ports');
  });

  it('is started again after whatever passes, for example a full disk', () => {
    expect(kessai.restart).toBe('on-failure');
  });

  it('gives a stop more time than it takes', () => {
    expect(Number.parseInt(kessai.stop_grace_period, 10)).toBeGreaterThan(10);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const last = (instruction: string): string => lines.findLast((line) => line.startsWith(`${instruction} `)) ?? '';

  it('ends as nobody, with the record’s folder for nobody else', () => {
    expect(last('USER')).toBe('USER 65534:65534');
    expect(last('RUN')).toContain('install -d -o 65534 -g 65534 -m 0700 /data');
  });

  it('starts Node itself, as npm start does: npm would send a second signal, which stops at once', () => {
    expect(
      z
        .array(z.string())
        .parse(JSON.parse(last('CMD').replace(/^CMD /, '')))
        .join(' '),
    ).toBe(scripts.start);
    expect(last('STOPSIGNAL')).toBe('STOPSIGNAL SIGTERM');
  });

  it('leaves secrets, settings and the record out of the image', () => {
    const [first, ...taken] = read('.dockerignore').trim().split('\n');
    expect(first).toBe('*');
    expect(taken.filter((line) => /env|office|data|\.git/.test(line))).toEqual([]);
  });
});

describe('kessai.service', () => {
  const unit = new Map<string, string[]>();
  for (const [, key = '', value = ''] of read('docs/deploy/kessai.service').matchAll(/^([A-Za-z]+)=(.*)$/gm))
    unit.set(key, [...(unit.get(key) ?? []), value]);

  it('runs as a user of its own, with one writable folder', () => {
    expect(unit.get('DynamicUser')).toEqual(['yes']);
    expect(unit.get('ProtectSystem')).toEqual(['strict']);
    expect(unit.get('ProtectHome')).toEqual(['yes']);
    expect(unit.get('NoNewPrivileges')).toEqual(['yes']);
    expect(unit.get('CapabilityBoundingSet')).toEqual(['']);
    expect(unit.get('StateDirectory')).toEqual(['kessai']);
    expect(unit.get('StateDirectoryMode')).toEqual(['0700']);
    expect(unit.has('ReadWritePaths')).toBe(false);
    expect(unit.get('Environment')?.join(' ')).toContain('KESSAI_DATA=/var/lib/kessai');
  });

  it('starts Node itself, lets a wrong setting stand, and waits for a stop', () => {
    expect(unit.get('ExecStart')).toEqual([`/usr/bin/${scripts.start}`]);
    expect(unit.get('RestartPreventExitStatus')).toEqual(['78']);
    expect(unit.get('Restart')).toEqual(['always']);
    expect(unit.get('StartLimitIntervalSec')).toEqual(['0']);
    expect(Number(unit.get('TimeoutStopSec')?.[0])).toBeGreaterThan(10);
  });
});
