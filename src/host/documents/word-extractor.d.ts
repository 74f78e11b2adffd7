declare module "word-extractor" {
  interface ExtractedText {
    getBody(): string;
    getFootnotes(): string;
    getEndnotes(): string;
  }
  export default class WordExtractor {
    extract(bytes: Uint8Array): Promise<ExtractedText>;
  }
}
