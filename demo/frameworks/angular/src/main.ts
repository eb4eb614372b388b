import { bootstrapApplication } from '@angular/platform-browser';
import { Till } from './till';

bootstrapApplication(Till).catch((error: unknown) => console.error(error));
