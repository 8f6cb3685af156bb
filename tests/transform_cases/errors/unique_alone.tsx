function s(): unique-{}
