declare function f() { x<y>=5; z<>=/w/ }
namespace N { x<y>=5 }
