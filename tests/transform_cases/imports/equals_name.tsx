import A = B.C;
import D = E;
export import F = G.H;
A; 
