import { useState } from 'react';
useState(1);
