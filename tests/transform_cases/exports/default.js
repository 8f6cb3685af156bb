export default function a() {}
