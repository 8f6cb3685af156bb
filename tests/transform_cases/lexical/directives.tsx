'use strict';
"use client";
a?.b;
