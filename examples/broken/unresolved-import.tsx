import React from 'react';
import { AbsoluteFill } from 'remotion';
import { motion } from 'framer-motion';

export default function SlideIn() {
  return (
    <AbsoluteFill>
      <motion.div initial={{ x: -200 }} animate={{ x: 0 }}>
        Hello!
      </motion.div>
    </AbsoluteFill>
  );
}
