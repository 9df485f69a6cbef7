declare module "addons-linter" {
  interface LintMessage {
    code: string;
    message: string;
    file?: string;
    line?: number;
  }
  export function createInstance(options: object): {
    run(): Promise<{ errors: LintMessage[]; warnings: LintMessage[] }>;
  };
}
