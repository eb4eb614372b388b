/** The script of every page: light or dark, and the search. A page can be read without it. */
import { startLook } from './look.js';
import { startSearch } from './search/field.js';

startLook();
startSearch();
