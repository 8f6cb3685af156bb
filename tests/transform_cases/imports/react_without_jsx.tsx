import React, { useState } from 'react';
useState<number>(1);
