import { render } from 'preact';
import { Till } from './Till';

render(<Till />, document.getElementById('root')!);
