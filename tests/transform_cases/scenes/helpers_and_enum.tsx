enum Phase { In = 'in', Hold = 'hold', Out = 'out' }
class Timeline {
  private phases = new Map<Phase, number>();
  static default = new Timeline();
  constructor(private readonly fps: number = 30) {}
  at(frame: number): Phase | undefined {
    return [...this.phases].find(([, end]) => frame < end)?.[0] ?? Phase.Out;
  }
}
export default () => <p>{Timeline.default?.at(1_000)}</p>;
