import type from from 'a';
