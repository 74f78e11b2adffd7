/** What is encoded as a part of a URI, and what only looks like it as it stands: somebody else may have written it. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
