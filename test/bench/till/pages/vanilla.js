import './vanilla.css';
import { mountTill } from './vanilla-till.js';

globalThis.mountTill = mountTill;
mountTill(document.querySelector('main'));
