import { buildApp } from './app-build.ts';

/** Before any worker: two that ask for the build at the same time would both make it. */
export async function setup(): Promise<void> {
  await buildApp();
}
