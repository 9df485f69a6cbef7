declare module "jsdom" {
  export class JSDOM {
    constructor(html: string, options: { url: string; runScripts: "dangerously"; pretendToBeVisual: boolean });
    window: any;
  }
}
