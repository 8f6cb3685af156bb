let if = 1;
