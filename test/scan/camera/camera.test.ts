/** One camera, opened and let go: what each failure is, which device is taken, and that no track is ever left running. */
import { expect } from '@open-wc/testing';
import { Camera, faultOf, type CameraFault } from '../../../src/scan/camera/camera.js';
import { isBlack } from '../../../src/scan/camera/darkness.js';
import { createRepeats } from '../../../src/scan/camera/repeats.js';
import { ownStorage } from '../../support/own-storage.js';
import { until } from '../../support/until.js';
import { FakeCameras } from './fake-cameras.js';

describe('a camera', () => {
  let cameras: FakeCameras;
  let video: HTMLVideoElement;
  let told: (CameraFault | 'live')[];
  let camera: Camera;

  beforeEach(() => {
    ownStorage();
    cameras = new FakeCameras([
      { id: 'back', facing: 'environment', torch: true },
      { id: 'front', facing: 'user' },
    ]);
    video = document.createElement('video');
    video.muted = true;
    document.body.append(video);
    told = [];
    camera = new Camera({ onlive: () => told.push('live'), onfault: (fault) => told.push(fault) });
  });
  afterEach(() => {
    camera.stop();
    video.remove();
    cameras.restore();
  });

  const live = async (): Promise<void> => {
    await until(() => told.length > 0);
    expect(told).to.deep.equal(['live']);
    told.length = 0;
  };

  it('tells each failure by its name', () => {
    const names = [
      'NotAllowedError',
      'SecurityError',
      'NotFoundError',
      'NotReadableError',
      'AbortError',
      'OverconstrainedError',
    ];
    expect(names.map((name) => faultOf(new DOMException('', name)))).to.deep.equal([
      'denied',
      'denied',
      'none',
      'busy',
      'busy',
      'unfit',
    ]);
    expect(faultOf(new TypeError('whatever'))).to.equal('busy');
    expect(faultOf('thrown by hand')).to.equal('busy');
  });

  for (const [name, fault] of [
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'busy'],
    ['NotFoundError', 'none'],
  ] as const) {
    it(`says ${fault} on ${name}`, async () => {
      cameras.refusals.push(name);
      await camera.start(video);
      expect(told).to.deep.equal([fault]);
    });
  }

  it('says that there is none where the browser has no cameras', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    await camera.start(video);
    expect(told).to.deep.equal(['none']);
  });

  it('asks for the full picture of the camera that looks away, and for no sound', async () => {
    await camera.start(video);
    await live();
    expect(cameras.asked).to.deep.equal([
      { audio: false, video: { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'environment' } },
    ]);
    expect([camera.isFacingUser, camera.hasTorch]).to.deep.equal([false, true]);
  });

  it('remembers the camera that was chosen', async () => {
    await camera.start(video);
    await live();
    await camera.choose(video, 'front');
    await live();
    expect([camera.deviceId, camera.isFacingUser]).to.deep.equal(['front', true]);
    camera.stop();
    await camera.start(video);
    await live();
    expect(camera.deviceId).to.equal('front');
  });

  it('takes another where the remembered one is gone', async () => {
    localStorage.setItem('loyalite:camera', 'unplugged');
    await camera.start(video);
    await live();
    expect(camera.deviceId).to.equal('back');
  });

  it('does not ask twice when it was denied', async () => {
    localStorage.setItem('loyalite:camera', 'front');
    cameras.refusals.push('NotAllowedError');
    await camera.start(video);
    expect([told, cameras.asked.length]).to.deep.equal([['denied'], 1]);
  });

  it('switches the light', async () => {
    await camera.start(video);
    await live();
    await camera.light(true);
    expect(cameras.lights).to.deep.equal([{ advanced: [{ torch: true }] }]);
  });

  it('stops every track when it stops, and when it changes', async () => {
    await camera.start(video);
    await live();
    await camera.choose(video, 'front');
    await live();
    expect(cameras.tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'live']);
    camera.stop();
    expect(cameras.areOff).to.equal(true);
    expect(video.srcObject).to.equal(null);
  });

  it('stops what is given to it too late', async () => {
    let open = (): void => undefined;
    cameras.gate = new Promise((resolve) => (open = resolve));
    const started = camera.start(video);
    camera.stop();
    open();
    await started;
    expect([cameras.areOff, told]).to.deep.equal([true, []]);
  });

  it('says nothing of a refusal that comes too late', async () => {
    let open = (): void => undefined;
    cameras.gate = new Promise((resolve) => (open = resolve));
    cameras.refusals.push('NotAllowedError');
    const started = camera.start(video);
    camera.stop();
    open();
    await started;
    expect(told).to.deep.equal([]);
  });

  it('says that it is lost when its track ends by itself', async () => {
    await camera.start(video);
    await live();
    cameras.tracks[0]!.dispatchEvent(new Event('ended'));
    expect([told, cameras.areOff]).to.deep.equal([['lost'], true]);
  });

  it('tells a black picture from any other', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const context = canvas.getContext('2d')!;
    const sees = async (colour: string): Promise<boolean> => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 64, 48);
      const shown = document.createElement('video');
      shown.muted = true;
      shown.srcObject = canvas.captureStream();
      await shown.play();
      return isBlack(shown);
    };
    expect([await sees('#000'), await sees('#0c0c0c'), await sees('#2a2a2a'), await sees('#fff')]).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the same text', () => {
  it('is a repeat within two seconds of its last sight', () => {
    let now = 0;
    const isRepeat = createRepeats(() => now);
    const seen = [
      ['a', 0],
      ['a', 1_500],
      ['a', 3_000],
      ['b', 3_100],
      ['a', 3_200],
      ['a', 5_200],
    ] as const;
    expect(seen.map(([text, at]) => ((now = at), isRepeat(text)))).to.deep.equal([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
