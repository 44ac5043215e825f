export const findSchool = (): string => "school";
