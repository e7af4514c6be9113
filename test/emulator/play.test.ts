import { Emulator } from '../../tools/emulator/emulator';
import { PLAY } from '../../tools/emulator/play';
import { prepare } from '../../tools/emulator/prepare';
import type { Scene } from '../../tools/emulator/scene';
import { playStep } from '../../tools/emulator/step';

let emulator: Emulator;
let scene: Scene;

beforeAll(async () => {
  emulator = await Emulator.start();
  scene = await prepare(emulator);
});

afterAll(async () => emulator?.stop());

// in order: later steps build on earlier ones
describe.each(PLAY)('$title', ({ steps }) => {
  test.each(steps)('$who: $does → $expected', async (step) => {
    expect((await playStep(step, scene)).seen).toBe(step.expected);
  });
});

describe('messages of alarms', () => {
  test('say what happened, how bad it is and what to do', () => {
    expect(scene.messages.map((message) => message.AlarmDescription)).toEqual([
      expect.stringMatching(/^HIGH: An IAM user signed in to the console without MFA\. .+ CloudTrail/),
      expect.stringMatching(/^(HIGH|CRITICAL): The root user .+/),
      expect.stringMatching(/^(HIGH|CRITICAL): The root user .+/),
    ]);
  });
});
